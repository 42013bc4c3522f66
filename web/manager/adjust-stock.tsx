import type { FormEvent } from 'react';
import { adjustStock } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { ProductDetailsFragment } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { Dialog } from '../parts/dialog.js';
import { count } from '../parts/format.js';
import { RequestNote } from '../parts/request-note.js';

// More than a warehouse holds, and less than the API accepts.
const most = 1_000_000;

type Warehouse = ProductDetailsFragment['stock'][number]['location'];

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
  const { state, busy, send } = useRequest(
    adjustStock,
    `Adjust ${product.name} in ${level?.location.name ?? 'another warehouse'}`,
  );
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const locationId = level?.location.id ?? String(form.get('warehouse'));
    const outcome = await send({ sku: product.sku, locationId, by: Number(form.get('by')) });
    if (outcome?.userErrors.length !== 0) return;
    onClose();
    announce(`Stock of ${product.name} adjusted`);
  };
  return (
    <>
      {level !== null && (
        <p className="soft">{count(level.available)} free now. What is reserved stays where it is.</p>
      )}
      <form className="stack" onSubmit={submit}>
        {level === null && (
          <label className="field">
            <span>Warehouse</span>
            <select name="warehouse" required>
              {warehouses.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
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
                field.valueAsNumber === 0 ? 'None more and none less: nothing to adjust.' : '',
              )
            }
          />
        </label>
        <RequestNote state={state} />
        <div className="row">
          <button type="submit" className="button" disabled={busy}>
            {level === null ? 'Add' : 'Adjust'}
          </button>
          <button type="button" className="button button-quiet" onClick={onClose}>
            Leave it
          </button>
        </div>
      </form>
    </>
  );
}
