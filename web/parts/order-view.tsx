import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { faultMessage } from '../client/fault-message.js';
import { useOrder } from '../client/use-order.js';
import { useOrderEvents } from '../client/use-order-events.js';
import type {
  FulfillmentDetailsFragment,
  OrderDetailsFragment,
  ShipmentDetailsFragment,
} from '../generated/graphql.js';
import { AddressLabel } from './address-label.js';
import { announce } from './announcer.js';
import { Skeleton } from './blank.js';
import { money } from './format.js';
import { NotFound } from './not-found.js';
import { Parcel } from './parcel.js';
import { OrderStatusChip, orderStatusText } from './status.js';
import { stepsOf } from './steps.js';
import { Time } from './time.js';
import { Timeline } from './timeline.js';

interface OrderViewProps {
  readonly id: string;
  readonly back: { readonly href: string; readonly text: string };
  /** What this reader may do about it at any time. */
  readonly actions: (order: OrderDetailsFragment) => ReactNode;
  /** What this reader has to decide now. */
  readonly decision?: (order: OrderDetailsFragment) => ReactNode;
  /** What this reader may do about one parcel. */
  readonly parcelActions?: (shipment: ShipmentDetailsFragment) => ReactNode;
}

/** One order, whole and live: what was ordered, where each parcel is, what happened, what can be done. */
export function OrderView({ id, back, actions, decision, parcelActions }: OrderViewProps) {
  const { order, error } = useOrder(id);
  useSpokenProgress(order);
  const events = useOrderEvents(id, !order);
  if (order === null) return <NotFound what="order" id={id} />;
  return (
    <main className="page" id="main">
      <p>
        <Link href={back.href}>← {back.text}</Link>
      </p>
      {order === undefined ? (
        <>
          <h1 className="order-title mono">{id}</h1>
          {error ? (
            <p role="alert" className="note" data-tone="bad">
              {faultMessage(error)}
            </p>
          ) : (
            <Skeleton rows={2} height="12rem" />
          )}
        </>
      ) : (
        <>
          <header className="page-head">
            <div>
              <h1 className="order-title mono wrap-anywhere">{order.id}</h1>
              <p>
                Placed <Time at={order.placedAt} exact /> by {order.customerId}
              </p>
            </div>
            <div className="row">
              <OrderStatusChip status={order.status} />
              {actions(order)}
            </div>
          </header>
          {order.cancellation != null && <Cancelled cancellation={order.cancellation} />}
          {decision?.(order)}
          <div className="grid grid-side">
            <section className="grid" aria-label="Parcels">
              {order.fulfillments.length === 0 ? (
                <Waiting order={order} />
              ) : (
                order.fulfillments.map((fulfillment) => (
                  <Parcel
                    key={fulfillment.id}
                    fulfillment={fulfillment}
                    number={parcelsOf(order).indexOf(fulfillment) + 1}
                    of={parcelsOf(order).length}
                    waits={waitsForAnswer(order)}
                    actions={parcelActions}
                  />
                ))
              )}
            </section>
            <aside className="grid" aria-label="About this order">
              <Bill order={order} />
              {order.deliveryAddress != null && (
                <section className="card">
                  <h2>Deliver to</h2>
                  <AddressLabel address={order.deliveryAddress} />
                </section>
              )}
              <section className="card">
                <h2>What happened</h2>
                {events.length === 0 ? <Skeleton rows={2} height="2.5rem" /> : <Timeline events={events} />}
              </section>
            </aside>
          </div>
        </>
      )}
    </main>
  );
}

function Cancelled({
  cancellation,
}: {
  readonly cancellation: NonNullable<OrderDetailsFragment['cancellation']>;
}) {
  return (
    <p className="note" data-tone="idle">
      <span>
        Cancelled by {cancellation.by === 'CUSTOMER' ? 'the customer' : 'the business'},{' '}
        <Time at={cancellation.at} exact />
        {cancellation.reason != null && `: ${cancellation.reason}`}
      </span>
    </p>
  );
}

/** Before anything is reserved: what was ordered. */
function Waiting({ order }: { readonly order: OrderDetailsFragment }) {
  return (
    <article className="card">
      <div className="card-head">
        <h2>What was ordered</h2>
      </div>
      <ul className="lines">
        {order.items.map(({ sku, name, quantity }) => (
          <li key={sku}>
            <span>{name ?? sku}</span>
            <span className="number">{`× ${quantity}`}</span>
          </li>
        ))}
      </ul>
    </article>
  );
}

function Bill({ order }: { readonly order: OrderDetailsFragment }) {
  return (
    <section className="card">
      <h2>Paid</h2>
      <dl className="facts number">
        <dt>Charged</dt>
        <dd>{money(order.totalCharged)}</dd>
        {order.totalRefunded.amount > 0 && (
          <>
            <dt>Refunded</dt>
            <dd>{money(order.totalRefunded)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** What a warehouse sends, or was to send. */
function parcelsOf({ fulfillments }: OrderDetailsFragment): readonly FulfillmentDetailsFragment[] {
  return fulfillments.filter(({ location }) => location != null);
}

function waitsForAnswer({ status }: OrderDetailsFragment): boolean {
  return status === 'CUSTOMER_ACTION_REQUIRED';
}

/** Announces changes of the track to screen readers. */
function useSpokenProgress(order: OrderDetailsFragment | null | undefined): void {
  const before = useRef<string | null>(null);
  useEffect(() => {
    if (!order) return;
    const parcels = parcelsOf(order).flatMap((fulfillment, index) => {
      const last = stepsOf(fulfillment, waitsForAnswer(order)).findLast(
        ({ state }) => state === 'done' || state === 'failed',
      );
      return last === undefined ? [] : [`parcel ${index + 1} ${last.name.toLowerCase()}`];
    });
    const text = [`Order ${orderStatusText(order.status).toLowerCase()}`, ...parcels].join(', ');
    if (before.current !== null && before.current !== text) announce(text);
    before.current = text;
  }, [order]);
}
