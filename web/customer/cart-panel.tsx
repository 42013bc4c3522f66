import type { FormEvent } from 'react';
import type { RequestState } from '../client/use-request.js';
import type { AddressInput, ProductDetailsFragment } from '../generated/graphql.js';
import { money, plural, sum } from '../parts/format.js';
import { RequestNote } from '../parts/request-note.js';
import { AddressFields } from './address-fields.js';
import { emptyCart, setQuantity, useCart } from './cart.js';
import { usePlaceOrder } from './use-place-order.js';

function errorsByField(state: RequestState): ReadonlyMap<string, string> {
  if (state.phase !== 'refused') return new Map();
  return new Map(state.errors.map(({ field, message }) => [(field ?? []).slice(1).join('.'), message]));
}

/** The cart with its delivery address; one button away from being an order. */
export function CartPanel({ products }: { readonly products: readonly ProductDetailsFragment[] }) {
  const { quantities, address } = useCart();
  const { state, busy, place } = usePlaceOrder();
  const lines = products.flatMap((product) => {
    const quantity = quantities[product.sku];
    return quantity === undefined ? [] : [{ product, quantity }];
  });
  const errors = errorsByField(state);
  const total = sum(
    lines.map(({ product, quantity }) => ({
      ...product.unitPrice,
      amount: product.unitPrice.amount * quantity,
    })),
  );
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const items = lines.map(({ product, quantity }) => ({ sku: product.sku, quantity }));
    if (await place(items, filled(address))) emptyCart();
  };
  return (
    <form className="card cart" onSubmit={submit} aria-labelledby="cart">
      <h2 id="cart">Cart</h2>
      {lines.length === 0 ? (
        <p className="soft">Nothing in it yet. Add a shoe and it appears here.</p>
      ) : (
        <ul className="lines">
          {lines.map(({ product, quantity }, index) => (
            <li key={product.sku}>
              <span>
                {product.name}
                {errors.has(`items.${index}.quantity`) && (
                  <span className="field-error">{errors.get(`items.${index}.quantity`)}</span>
                )}
              </span>
              <input
                type="number"
                className="quantity number"
                aria-label={`Quantity of ${product.name}`}
                min={0}
                max={10_000}
                value={quantity}
                onChange={(event) => setQuantity(product.sku, Math.floor(event.target.valueAsNumber || 0))}
              />
            </li>
          ))}
        </ul>
      )}
      {total && (
        <p className="total number">
          <span>
            {plural(
              lines.reduce((pairs, { quantity }) => pairs + quantity, 0),
              'pair',
            )}
          </span>
          <span>{money(total)}</span>
        </p>
      )}
      <AddressFields address={address} errors={errors} />
      <RequestNote state={state} />
      <button type="submit" className="button button-wide" disabled={busy || lines.length === 0}>
        Place the order
      </button>
      <p className="soft small">Tax and shipping are added on the invoice of each parcel.</p>
    </form>
  );
}

/** An empty line of an address is none. */
function filled({ line2, region, ...address }: AddressInput): AddressInput {
  return { ...address, ...(line2 ? { line2 } : {}), ...(region ? { region } : {}) };
}
