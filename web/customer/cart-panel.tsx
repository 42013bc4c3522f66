import type { FormEvent } from 'react';
import { useRef } from 'react';
import type { AddressInput } from '../generated/graphql.js';
import { plural } from '../parts/format.js';
import { RequestNote } from '../parts/request-note.js';
import { AddressFields } from './address-fields.js';
import { pairsIn, takeFromCart, useCart } from './cart.js';
import { CartRow } from './cart-row.js';
import { CartTotal } from './cart-total.js';
import { MissingNote } from './missing-note.js';
import { usePlaceOrder } from './use-place-order.js';
import { useQuote } from './use-quote.js';

type Errors = readonly { readonly field?: readonly string[] | null | undefined; readonly message: string }[];

function errorsByField(errors: Errors): ReadonlyMap<string, string> {
  return new Map(errors.map(({ field, message }) => [(field ?? []).slice(1).join('.'), message]));
}

/** The cart with its delivery address and the button that places the order. */
export function CartPanel() {
  const cart = useCart();
  const { lines, address } = cart;
  const { state, busy, missing, place } = usePlaceOrder();
  const heading = useRef<HTMLHeadingElement>(null);
  const quoted = useQuote(lines);
  const errors = errorsByField([...quoted.errors, ...(state.phase === 'refused' ? state.errors : [])]);
  const whole = errors.get('items');
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
      {lines.length > 0 && <p className="soft">{plural(pairsIn(cart), 'pair')}</p>}
      <AddressFields address={address} errors={errors} />
      <div className="stack cart-foot">
        {whole !== undefined && <p className="field-error">{whole}</p>}
        {lines.length > 0 && quoted.errors.length === 0 && <CartTotal quoted={quoted} address={address} />}
        <MissingNote missing={missing} />
        <RequestNote state={state} />
        <button type="submit" className="button button-wide" disabled={busy || lines.length === 0}>
          Place the order
        </button>
      </div>
    </form>
  );
}

/** Leaves out empty lines of an address. */
function filled({ line2, region, phone, ...address }: AddressInput): AddressInput {
  return {
    ...address,
    ...(line2 ? { line2 } : {}),
    ...(region ? { region } : {}),
    ...(phone ? { phone } : {}),
  };
}
