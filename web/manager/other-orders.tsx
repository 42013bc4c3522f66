import { Link } from 'wouter';
import { useLiveOrders } from '../client/use-live-orders.js';
import type { OrderDetailsFragment } from '../generated/graphql.js';
import { idInPath } from '../parts/id-in-path.js';
import { OrderStatusChip } from '../parts/status.js';
import { Time } from '../parts/time.js';

const shown = 5;

/** The newest other orders of the customer, live. */
export function OtherOrders({ order: { id, customerId } }: { readonly order: OrderDetailsFragment }) {
  const { edges } = useLiveOrders({
    where: { customerId },
    sort: 'PLACED_AT_DESC',
    size: shown + 1,
    after: null,
  });
  if (edges === null) return null;
  const others = edges.map(({ node }) => node).filter((other) => other.id !== id);
  return (
    <section className="card">
      <h2>Other orders of {customerId}</h2>
      {others.length === 0 && <p className="soft">This is the only one.</p>}
      <ul className="other-orders">
        {others.slice(0, shown).map((other) => (
          <li key={other.id} data-other={other.id}>
            <Link href={`/orders/${idInPath(other.id)}`} className="mono">
              {other.id}
            </Link>
            <OrderStatusChip status={other.status} />
            <span className="soft small">
              <Time at={other.placedAt} />
            </span>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <Link href={`/?${new URLSearchParams({ customer: customerId })}`}>All orders of this customer</Link>
      )}
    </section>
  );
}
