import type { FormEvent } from 'react';
import { useState } from 'react';
import { adjustStock } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { ProductDetailsFragment } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { Dialog } from '../parts/dialog.js';
import { count } from '../parts/format.js';
import { RequestNote } from '../parts/request-note.js';

// More than a warehouse holds, and less than the API accepts.
const most = 1_000_000;

interface AdjustStockProps {
  readonly product: ProductDetailsFragment;
  readonly level: ProductDetailsFragment['stock'][number];
}

/** Adds pairs to a warehouse's stock, or removes them. */
export function AdjustStock({ product, level }: AdjustStockProps) {
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <>
      <button type="button" className="button button-quiet button-small" onClick={() => setAsking(true)}>
        Adjust<span className="hidden-visually">{` ${product.name} in ${level.location.name}`}</span>
      </button>
      <Dialog title={`${product.name}, ${level.location.name}`} open={asking} onClose={close}>
        <Question product={product} level={level} onClose={close} />
      </Dialog>
    </>
  );
}

function Question({ product, level, onClose }: AdjustStockProps & { readonly onClose: () => void }) {
  const { state, busy, send } = useRequest(adjustStock, `Adjust ${product.name} in ${level.location.name}`);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const by = Number(new FormData(event.currentTarget).get('by'));
    const outcome = await send({ sku: product.sku, locationId: level.location.id, by });
    if (outcome?.userErrors.length !== 0) return;
    onClose();
    announce(`${product.name} in ${level.location.name} adjusted`);
  };
  return (
    <>
      <p className="soft">{count(level.available)} free now. What is reserved stays where it is.</p>
      <form className="stack" onSubmit={submit}>
        <label className="field">
          <span>Add (or take away, with a minus)</span>
          <input
            name="by"
            type="number"
            step={1}
            min={-most}
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
            Adjust
          </button>
          <button type="button" className="button button-quiet" onClick={onClose}>
            Leave it
          </button>
        </div>
      </form>
    </>
  );
}
