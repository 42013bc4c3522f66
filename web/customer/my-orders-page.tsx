import { Link } from 'wouter';
import { useLiveOrders } from '../client/use-live-orders.js';
import { Blank, Skeleton } from '../parts/blank.js';
import { FaultNote } from '../parts/fault-note.js';
import { idInPath } from '../parts/id-in-path.js';
import { OrderRow } from '../parts/order-row.js';
import { Pager } from '../parts/pager.js';
import { useCursorPages } from '../parts/use-cursor-pages.js';
import { useCustomerId } from '../session/session.js';

/** A customer's orders, newest first, all live. */
export function MyOrdersPage() {
  const customerId = useCustomerId();
  const pages = useCursorPages(customerId);
  const { edges, hasNextPage, error, lastCursor } = useLiveOrders({
    where: { customerId },
    sort: 'PLACED_AT_DESC',
    size: 20,
    after: pages.after,
  });
  return (
    <main className="page" id="main">
      <header className="page-head">
        <div>
          <h1>My orders</h1>
          <p>Every order of {customerId}, always up to date.</p>
        </div>
      </header>
      {error && <FaultNote error={error} />}
      {edges === null && !error && <Skeleton rows={4} />}
      {edges?.length === 0 && (
        <Blank title="No order yet">
          <p>The first one is a click away.</p>
          <Link href="/" className="button">
            Go to the shop
          </Link>
        </Blank>
      )}
      {edges !== null && edges.length > 0 && (
        <ul className="rows">
          {edges.map(({ node }) => (
            <OrderRow key={node.id} order={node} to={`/orders/${idInPath(node.id)}`} />
          ))}
        </ul>
      )}
      <Pager pages={pages} hasNext={hasNextPage} lastCursor={lastCursor} />
    </main>
  );
}
