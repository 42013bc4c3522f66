import { money, sum } from '../parts/format.js';
import { RequestNote } from '../parts/request-note.js';
import { Shoe } from '../parts/shoe.js';
import { useCart } from './cart.js';
import type { ReadyOrder } from './ready-orders.js';
import { availableOf } from './ready-orders.js';
import { usePlaceOrder } from './use-place-order.js';

interface ReadyOrderCardProps {
  readonly order: ReadyOrder;
  readonly number: number;
}

/** An order that only needs to be pressed. */
export function ReadyOrderCard({ order, number }: ReadyOrderCardProps) {
  const { address } = useCart();
  const { state, busy, place } = usePlaceOrder();
  const total = sum(
    order.lines.map(({ product, quantity }) => ({
      ...product.unitPrice,
      amount: product.unitPrice.amount * quantity,
    })),
  );
  const missing = order.lines.filter(({ product }) => availableOf(product) === 0).length;
  const items = order.lines.map(({ product, quantity }) => ({ sku: product.sku, quantity }));
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
              {availableOf(product) === 0 && <strong className="gone"> (not in stock)</strong>}
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
          data-missing={missing}
          onClick={() => place(items, address)}
        >
          Order<span className="hidden-visually">{` number ${number}, ${order.title}`}</span>
        </button>
      </div>
      <RequestNote state={state} />
    </li>
  );
}
