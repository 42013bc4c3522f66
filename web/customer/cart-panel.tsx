import type { FormEvent } from 'react';
import { useRef } from 'react';
import type { RequestState } from '../client/request-state.js';
import type { AddressInput } from '../generated/graphql.js';
import { money, plural, sum } from '../parts/format.js';
import { RequestNote } from '../parts/request-note.js';
import { AddressFields } from './address-fields.js';
import { pairsIn, takeFromCart, useCart } from './cart.js';
import { CartRow } from './cart-row.js';
import { MissingNote } from './missing-note.js';
import { usePlaceOrder } from './use-place-order.js';

function errorsByField(state: RequestState): ReadonlyMap<string, string> {
  if (state.phase !== 'refused') return new Map();
  return new Map(state.errors.map(({ field, message }) => [(field ?? []).slice(1).join('.'), message]));
}

/** The cart with its delivery address and the button that places the order. */
export function CartPanel() {
  const cart = useCart();
  const { lines, address } = cart;
  const { state, busy, missing, place } = usePlaceOrder();
  const heading = useRef<HTMLHeadingElement>(null);
  const errors = errorsByField(state);
  const total = sum(
    lines.map(({ product, quantity }) => ({
      ...product.unitPrice,
      amount: product.unitPrice.amount * quantity,
    })),
  );
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (await place(lines, filled(address))) takeFromCart(lines);
  };
  return (
    <form className="card cart" onSubmit={submit} aria-labelledby="cart">
      <h2 id="cart" ref={heading} tabIndex={-1}>
        Cart
      </h2>
      {lines.length === 0 ? (
        <p className="soft">Nothing in it yet. Add a shoe and it appears here.</p>
      ) : (
        <ul className="lines">
          {lines.map((line, index) => (
            <CartRow
              key={line.product.sku}
              line={line}
              error={errors.get(`items.${index}.quantity`) ?? errors.get(`items.${index}.sku`)}
              onRemoved={() => heading.current?.focus()}
            />
          ))}
        </ul>
      )}
      {total && (
        <p className="total number">
          <span>{plural(pairsIn(cart), 'pair')}</span>
          <span>{money(total)}</span>
        </p>
      )}
      <AddressFields address={address} errors={errors} />
      <MissingNote missing={missing} />
      <RequestNote state={state} />
      <button type="submit" className="button button-wide" disabled={busy || lines.length === 0}>
        Place the order
      </button>
      <p className="soft small">Tax and shipping are added on the invoice of each parcel.</p>
    </form>
  );
}

/** Leaves out empty lines of an address. */
function filled({ line2, region, ...address }: AddressInput): AddressInput {
  return { ...address, ...(line2 ? { line2 } : {}), ...(region ? { region } : {}) };
}
