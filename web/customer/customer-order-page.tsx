import { amendOrder } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { OrderDetailsFragment } from '../generated/graphql.js';
import { CancelOrder } from '../parts/cancel-order.js';
import { Countdown } from '../parts/countdown.js';
import { OrderView } from '../parts/order-view.js';
import { RequestNote } from '../parts/request-note.js';
import { useFocusHandover } from '../parts/use-focus-handover.js';
import { ShareTracking } from '../tracking/share-tracking.js';
import { DeliveryNotices } from './delivery-notices.js';

/** The customer's own order, with what the customer may do about it now. */
export function CustomerOrderPage({ id }: { readonly id: string }) {
  return (
    <OrderView
      id={id}
      back={{ href: '/orders', text: 'My orders' }}
      actions={(order) => (
        <>
          <ShareTracking orderId={order.id} />
          <DeliveryNotices order={order} />
          <CancelOrder order={order} by="CUSTOMER" />
        </>
      )}
      decision={(order) => order.status === 'CUSTOMER_ACTION_REQUIRED' && <Decision order={order} />}
    />
  );
}

/** Asks whether to send the rest when something is not in stock. */
function Decision({ order }: { readonly order: OrderDetailsFragment }) {
  const { state, busy, send } = useRequest(amendOrder);
  const card = useFocusHandover<HTMLElement>();
  const missing = order.fulfillments
    .filter(({ status }) => status === 'UNAVAILABLE')
    .flatMap(({ items }) => items);
  return (
    <section ref={card} className="card decision" data-tone="wait" aria-labelledby="decision">
      <div className="card-head">
        <h2 id="decision">Not everything is in stock</h2>
        {order.actionDeadline != null && (
          <p className="deadline">
            <Countdown until={order.actionDeadline} /> left to decide
          </p>
        )}
      </div>
      <p>
        We don’t have{' '}
        <strong>{missing.map(({ quantity, name, sku }) => `${quantity} × ${name ?? sku}`).join(', ')}</strong>
        . Shall we send the rest? Nothing is charged until you decide. Without an answer in time the order
        ends: nothing is sent, and nothing is charged.
      </p>
      <div className="row">
        {order.availableActions.includes('AMEND') && (
          <button
            type="button"
            className="button"
            aria-disabled={busy}
            onClick={() => {
              if (!busy) void send({ id: order.id });
            }}
          >
            Send the rest
          </button>
        )}
      </div>
      <RequestNote state={state} />
    </section>
  );
}
