import { useQuery } from '@apollo/client/react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useLiveOrders } from '../client/use-live-orders.js';
import { useThrottled } from '../client/use-throttled.js';
import { OrderCountDocument } from '../generated/graphql.js';
import { Blank, Skeleton } from '../parts/blank.js';
import { CancelDialog } from '../parts/cancel-dialog.js';
import { FaultNote } from '../parts/fault-note.js';
import { count } from '../parts/format.js';
import { idInPath } from '../parts/id-in-path.js';
import { useRememberedPlace } from '../parts/list-place.js';
import { OrderRow } from '../parts/order-row.js';
import { Pager } from '../parts/pager.js';
import { useCursorPages } from '../parts/use-cursor-pages.js';
import { DownloadOrders } from './download-orders.js';
import { OrderFilters } from './order-filters.js';
import type { OrderView } from './order-view-address.js';
import { filterOf, readOrderView, writeOrderView } from './order-view-address.js';

// The API counts no further.
const countedTo = 10_000;

/** All orders, live, with filters, search and pages. */
export function OrdersPage() {
  const [address, setAddress] = useSearchParams();
  const key = useDeferredValue(address.toString());
  useRememberedPlace('manager', address);
  const view = readOrderView(address);
  // A period starts when it is chosen, not at each render.
  const where = useMemo(() => filterOf(readOrderView(new URLSearchParams(key)), Date.now()), [key]);
  const pages = useCursorPages(key);
  const [cancelling, setCancelling] = useState<string | null>(null);
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const { data: counted, refetch } = useQuery(OrderCountDocument, {
    variables: { where },
    fetchPolicy: 'no-cache',
  });
  const recount = useThrottled(() => void refetch().catch(() => {}), 1_000);
  const { edges, hasNextPage, error, lastCursor } = useLiveOrders({
    where,
    sort: view.sort,
    size: 25,
    after: pages.after,
    onChanged: (added) => {
      if (added.length > 0) setArrived(new Set(added.map(({ id }) => id)));
      recount();
    },
  });
  // Each filter is a step that the browser's Back undoes; a word that is typed is one of them.
  const isTyping = useRef(false);
  const change = (next: OrderView, typing: boolean): void => {
    setAddress(writeOrderView(next), { replace: typing && isTyping.current });
    isTyping.current = typing;
  };
  const total = counted?.orders?.totalCount;
  return (
    <main className="page" id="main">
      <header className="page-head">
        <h1>Orders</h1>
        <div className="row">
          <p className="number" data-testid="order-count">
            {total != null && (total > countedTo ? `more than ${count(countedTo)}` : `${count(total)} found`)}
          </p>
          <DownloadOrders where={where} sort={view.sort} />
        </div>
      </header>
      <OrderFilters
        view={view}
        onChange={change}
        onTyped={() => {
          isTyping.current = false;
        }}
      />
      {error && <FaultNote error={error} />}
      {edges === null && !error && <Skeleton rows={6} />}
      {edges?.length === 0 && (
        <Blank title={key === '' ? 'No orders yet' : 'No order like this'}>
          <p>
            {key === ''
              ? 'The first one placed appears here by itself.'
              : 'Remove a filter to see more of them.'}
          </p>
        </Blank>
      )}
      {edges !== null && edges.length > 0 && (
        <div className="order-list">
          {/* For the eye only: each row names these things itself. */}
          <div className="order-heads" aria-hidden="true">
            <span>Order, placed, customer</span>
            <span>Status</span>
            <span>Items</span>
            <span className="money">Paid</span>
            <span />
          </div>
          <ul className="rows" data-testid="orders">
            {edges.map(({ node }) => (
              <OrderRow
                key={node.id}
                order={node}
                to={`/orders/${idInPath(node.id)}`}
                showCustomer
                isNew={arrived.has(node.id)}
              >
                {node.availableActions.includes('CANCEL') && (
                  <button
                    type="button"
                    className="button button-bad button-small"
                    onClick={() => setCancelling(node.id)}
                  >
                    Cancel<span className="hidden-visually">{` order ${node.id}`}</span>
                  </button>
                )}
              </OrderRow>
            ))}
          </ul>
        </div>
      )}
      <Pager pages={pages} hasNext={hasNextPage} lastCursor={lastCursor} />
      <CancelDialog id={cancelling} by="BUSINESS" onClose={() => setCancelling(null)} />
    </main>
  );
}
