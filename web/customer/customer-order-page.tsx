import { amendOrder } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { OrderDetailsFragment } from '../generated/graphql.js';
import { CancelOrder } from '../parts/cancel-order.js';
import { Countdown } from '../parts/countdown.js';
import { OrderView } from '../parts/order-view.js';
import { RequestNote } from '../parts/request-note.js';

/** The customer's own order, with what the customer may do about it now. */
export function CustomerOrderPage({ id }: { readonly id: string }) {
  return (
    <OrderView
      id={id}
      back={{ href: '/orders', text: 'My orders' }}
      actions={(order) => <CustomerActions order={order} />}
    />
  );
}

function CustomerActions({ order }: { readonly order: OrderDetailsFragment }) {
  const { state, busy, send } = useRequest(amendOrder);
  const mayAmend = order.availableActions.includes('AMEND');
  const mayCancel = order.availableActions.includes('CANCEL');
  if (order.status !== 'CUSTOMER_ACTION_REQUIRED') {
    return mayCancel ? (
      <div className="row">
        <CancelOrder id={order.id} reasonRequired={false} />
      </div>
    ) : null;
  }
  const missing = order.fulfillments
    .filter(({ status }) => status === 'UNAVAILABLE')
    .flatMap(({ items }) => items);
  return (
    <section className="card decision" data-tone="wait" aria-labelledby="decision">
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
        . Shall we send the rest? Nothing is charged until you decide.
      </p>
      <div className="row">
        {mayAmend && (
          <button type="button" className="button" disabled={busy} onClick={() => send({ id: order.id })}>
            Send the rest
          </button>
        )}
        {mayCancel && <CancelOrder id={order.id} reasonRequired={false} />}
      </div>
      <RequestNote state={state} />
    </section>
  );
}
