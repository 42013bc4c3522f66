import { money, sum } from '../parts/format.js';
import { RequestNote } from '../parts/request-note.js';
import { Shoe } from '../parts/shoe.js';
import { useCart } from './cart.js';
import { MissingNote } from './missing-note.js';
import type { ReadyOrder } from './ready-orders.js';
import { availableOf } from './ready-orders.js';
import { usePlaceOrder } from './use-place-order.js';
import { useQuote } from './use-quote.js';
import { useSeen } from './use-seen.js';

interface ReadyOrderCardProps {
  readonly order: ReadyOrder;
  readonly number: number;
}

/** A prepared order that one click places. */
export function ReadyOrderCard({ order, number }: ReadyOrderCardProps) {
  const { address } = useCart();
  const { state, busy, missing, place } = usePlaceOrder();
  const [card, isSeen] = useSeen<HTMLLIElement>();
  const { quote } = useQuote(order.lines, !isSeen);
  const total = sum(
    order.lines.map(({ product, quantity }) => ({
      ...product.unitPrice,
      amount: product.unitPrice.amount * quantity,
    })),
  );
  // Nothing is charged for what is sold out, so its price says more than a total of nothing.
  const isWhole = quote !== null && quote.amounts.total.amount > 0;
  const shown = isWhole ? quote.amounts.total : total;
  const scarce = order.lines.filter(({ product, quantity }) => availableOf(product) < quantity);
  const isAddressRefused =
    state.phase === 'refused' && state.errors.some(({ field }) => field?.includes('deliveryAddress'));
  return (
    <li ref={card} className="card ready-order">
      <div className="shoes" data-count={Math.min(3, order.lines.length)}>
        {order.lines.slice(0, 3).map(({ product }) => (
          <Shoe key={product.sku} sku={product.sku} />
        ))}
      </div>
      <div className="stack">
        <h2>{order.title}</h2>
        <ul className="small soft">
          {order.lines.map(({ product, quantity }) => (
            <li key={product.sku}>
              {`${quantity} × ${product.name}`}
              {availableOf(product) < quantity && (
                <strong className="gone">
                  {availableOf(product) === 0 ? ' (not in stock)' : ` (${availableOf(product)} left)`}
                </strong>
              )}
            </li>
          ))}
        </ul>
      </div>
      <div className="row row-apart charge">
        <p className="stack">
          <span className="number price">{shown && money(shown)}</span>
          <span className="soft small">
            {isWhole ? 'with tax and shipping' : 'plus tax and shipping'}
            {address.line1 !== '' && `, to ${address.line1}`}
          </span>
        </p>
        <button
          type="button"
          className="button button-small"
          disabled={busy}
          onClick={() =>
            place(
              order.lines,
              address,
              scarce.map(({ product }) => product.name),
            )
          }
        >
          Order<span className="hidden-visually">{` number ${number}, ${order.title}`}</span>
        </button>
      </div>
      <MissingNote missing={missing} />
      <RequestNote state={state} />
      {isAddressRefused && (
        <p className="small">
          <a href="#deliver-to">Correct the delivery address</a>
        </p>
      )}
    </li>
  );
}
