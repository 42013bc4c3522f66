import { money, sum } from '../parts/format.js';
import { RequestNote } from '../parts/request-note.js';
import { Shoe } from '../parts/shoe.js';
import { useCart } from './cart.js';
import { MissingNote } from './missing-note.js';
import type { ReadyOrder } from './ready-orders.js';
import { availableOf } from './ready-orders.js';
import { usePlaceOrder } from './use-place-order.js';

interface ReadyOrderCardProps {
  readonly order: ReadyOrder;
  readonly number: number;
}

/** A prepared order that one click places. */
export function ReadyOrderCard({ order, number }: ReadyOrderCardProps) {
  const { address } = useCart();
  const { state, busy, missing, place } = usePlaceOrder();
  const total = sum(
    order.lines.map(({ product, quantity }) => ({
      ...product.unitPrice,
      amount: product.unitPrice.amount * quantity,
    })),
  );
  const scarce = order.lines.filter(({ product, quantity }) => availableOf(product) < quantity);
  const isAddressRefused =
    state.phase === 'refused' && state.errors.some(({ field }) => field?.includes('deliveryAddress'));
  return (
    <li className="card ready-order">
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
      <div className="row row-apart">
        <span className="number price">{total && money(total)}</span>
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
          <a href="#deliver-to">Complete the delivery address</a>
        </p>
      )}
    </li>
  );
}
