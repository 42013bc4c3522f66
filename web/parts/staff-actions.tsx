import type { OrderDetailsFragment } from '../generated/graphql.js';
import { ShareTracking } from '../tracking/share-tracking.js';
import { CancelOrder } from './cancel-order.js';

/** What the business may do with an order: open its workflow, share its tracking link, and cancel it. */
export function StaffActions({ order }: { readonly order: OrderDetailsFragment }) {
  return (
    <>
      {order.workflowUrl != null && (
        <a className="small" href={order.workflowUrl} target="_blank" rel="noreferrer">
          Workflow in Temporal ↗
        </a>
      )}
      <ShareTracking orderId={order.id} />
      <CancelOrder order={order} by="BUSINESS" />
    </>
  );
}
