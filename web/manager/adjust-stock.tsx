import { adjustStock } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { ProductDetailsFragment } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { Dialog } from '../parts/dialog.js';
import { DialogForm } from '../parts/dialog-form.js';
import { count } from '../parts/format.js';
import type { Warehouse } from '../parts/warehouse-options.js';
import { WarehouseOptions } from '../parts/warehouse-options.js';

// More than a warehouse holds, and less than the API accepts.
const most = 1_000_000;

/** Of which product the stock is adjusted, and where. */
export interface Adjusting {
  readonly product: ProductDetailsFragment;
  /** Null: in a warehouse that never had it. */
  readonly level: ProductDetailsFragment['stock'][number] | null;
}

interface AdjustStockProps {
  readonly adjusting: Adjusting | null;
  readonly warehouses: readonly Warehouse[];
  readonly onClose: () => void;
}

/** Adds pairs to a warehouse's stock, or removes them. Part of the page, because the row may leave the list. */
export function AdjustStock({ adjusting, warehouses, onClose }: AdjustStockProps) {
  const { product, level } = adjusting ?? {};
  const place = level ? level.location.name : 'another warehouse';
  return (
    <Dialog title={`${product?.name}, ${place}`} open={adjusting !== null} onClose={onClose}>
      {adjusting !== null && <Question adjusting={adjusting} warehouses={warehouses} onClose={onClose} />}
    </Dialog>
  );
}

function Question({
  adjusting: { product, level },
  warehouses,
  onClose,
}: AdjustStockProps & { readonly adjusting: Adjusting }) {
  const request = useRequest(
    adjustStock,
    `Adjust ${product.name} in ${level?.location.name ?? 'another warehouse'}`,
  );
  const adjust = async (form: FormData): Promise<void> => {
    const locationId = level?.location.id ?? String(form.get('warehouse'));
    const outcome = await request.send({ sku: product.sku, locationId, by: Number(form.get('by')) });
    if (outcome?.userErrors.length !== 0) return;
    onClose();
    announce(`Stock of ${product.name} adjusted`);
  };
  return (
    <DialogForm
      request={request}
      lead={level && `${count(level.available)} free now. What is reserved stays where it is.`}
      submit={level === null ? 'Add' : 'Adjust'}
      back="Leave it"
      onSubmit={adjust}
      onClose={onClose}
    >
      {level === null && (
        <label className="field">
          <span>Warehouse</span>
          <select name="warehouse" required>
            <WarehouseOptions warehouses={warehouses} />
          </select>
        </label>
      )}
      <label className="field">
        <span>{level === null ? 'Add' : 'Add (or take away, with a minus)'}</span>
        <input
          name="by"
          type="number"
          step={1}
          min={level === null ? 1 : -most}
          max={most}
          required
          defaultValue={10}
          onInput={({ currentTarget: field }) =>
            field.setCustomValidity(
              field.valueAsNumber === 0 ? 'Zero changes nothing: there is nothing to adjust.' : '',
            )
          }
        />
      </label>
    </DialogForm>
  );
}
