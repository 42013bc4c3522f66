import { lazy, Suspense, useState } from 'react';
import type { OrderDetailsFragment } from '../generated/graphql.js';
import { Skeleton } from '../parts/blank.js';
import { loadPart } from '../parts/load-pages.js';
import { OrderView } from '../parts/order-view.js';
import { DeliveryNotices } from './delivery-notices.js';

// Loaded after the page: few orders are cancelled, need a decision, are ordered again, shared or printed.
const CancelDialog = lazy(() =>
  loadPart(async () => ({ default: (await import('../parts/cancel-dialog.js')).CancelDialog })),
);
const ShareTracking = lazy(() =>
  loadPart(async () => ({ default: (await import('../tracking/share-tracking.js')).ShareTracking })),
);
const OrderAgain = lazy(() =>
  loadPart(async () => ({ default: (await import('./order-again.js')).OrderAgain })),
);
const Invoice = lazy(() => loadPart(async () => ({ default: (await import('./invoice.js')).Invoice })));
const Decision = lazy(() => loadPart(async () => ({ default: (await import('./decision.js')).Decision })));

/** The customer's own order, with what the customer may do about it now. */
export function CustomerOrderPage({ id }: { readonly id: string }) {
  const [isCancelling, setCancelling] = useState(false);
  const cancel = (): void => setCancelling(true);
  return (
    <OrderView
      id={id}
      back={{ href: '/orders', text: 'My orders' }}
      actions={(order) => (
        <>
          <Suspense fallback={null}>
            <OrderAgain order={order} />
            <ShareTracking orderId={order.id} />
          </Suspense>
          <DeliveryNotices order={order} />
          {order.totalCharged.amount > 0 && (
            <button type="button" className="button button-quiet" onClick={() => window.print()}>
              Print invoice
            </button>
          )}
          {order.availableActions.includes('CANCEL') && !isUndecided(order) && (
            <button type="button" className="button button-bad" onClick={cancel}>
              Cancel order
            </button>
          )}
          <Suspense fallback={null}>
            <CancelDialog id={isCancelling ? id : null} by="CUSTOMER" onClose={() => setCancelling(false)} />
          </Suspense>
        </>
      )}
      printed={(order) => (
        <Suspense fallback={null}>
          <Invoice order={order} />
        </Suspense>
      )}
      decision={(order) =>
        isUndecided(order) && (
          <Suspense fallback={<Skeleton rows={1} height="18rem" />}>
            <Decision order={order} onCancel={cancel} />
          </Suspense>
        )
      }
    />
  );
}

function isUndecided({ status }: OrderDetailsFragment): boolean {
  return status === 'CUSTOMER_ACTION_REQUIRED';
}
