import type { AddressInput } from '../generated/graphql.js';
import { Amounts } from '../parts/amounts.js';
import { itemsInWords } from '../parts/items-in-words.js';
import type { Quoted } from './use-quote.js';

interface CartTotalProps {
  readonly quoted: Quoted;
  readonly address: AddressInput;
}

/** What the cart costs with everything, where it goes, and what may still change that. */
export function CartTotal({ quoted: { quote, isStale }, address }: CartTotalProps) {
  if (quote === null) return <p className="soft">Total: being calculated…</p>;
  const { amounts, fulfillments, unavailable } = quote;
  const places = fulfillments.map(({ location }) => location.name);
  return (
    <div className="stack" data-testid="cart-total">
      {fulfillments.length > 0 && (
        <>
          <Amounts amounts={amounts} total={`Total in ${amounts.total.currency}`} isStale={isStale} />
          <p className="soft small">
            {`To ${[address.name, address.line1, address.city].filter(Boolean).join(', ')}. `}
            {places.length > 1 &&
              `In ${places.length} parcels, from ${places.join(' and ')}: each has its own shipping and is charged on its own. `}
            It changes if prices or stock do before you order.
          </p>
        </>
      )}
      {unavailable.length > 0 && (
        <p className="note small" data-tone="wait">
          {`Not in stock, and not in the total: ${itemsInWords(unavailable)}.`}
          {fulfillments.length > 0 && ' You will be asked whether to send the rest.'}
        </p>
      )}
    </div>
  );
}
