import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useOrder } from '../client/use-order.js';
import { useOrderEvents } from '../client/use-order-events.js';
import type { OrderDetailsFragment, ShipmentDetailsFragment } from '../generated/graphql.js';
import { AddressLabel } from './address-label.js';
import { announce } from './announcer.js';
import { Skeleton } from './blank.js';
import { money } from './format.js';
import { NotFound } from './not-found.js';
import { orderLead } from './order-lead.js';
import { Parcel } from './parcel.js';
import { parcelsOf } from './parcels-of.js';
import { Time } from './time.js';
import { Timeline } from './timeline.js';
import { Unread } from './unread.js';

interface OrderViewProps {
  readonly id: string;
  readonly back: { readonly href: string; readonly text: string };
  /** What this reader may do about it at any time. */
  readonly actions: (order: OrderDetailsFragment) => ReactNode;
  /** What this reader has to decide now. */
  readonly decision?: (order: OrderDetailsFragment) => ReactNode;
  /** What is printed instead of the page. */
  readonly printed?: (order: OrderDetailsFragment) => ReactNode;
  /** What this reader may do about one parcel. */
  readonly parcelActions?: (shipment: ShipmentDetailsFragment) => ReactNode;
  /** What else this reader wants to know beside it. */
  readonly beside?: (order: OrderDetailsFragment) => ReactNode;
}

/** One order, whole and live: what was ordered, where each parcel is, what happened, what can be done. */
export function OrderView({ id, back, actions, decision, printed, parcelActions, beside }: OrderViewProps) {
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
          <h1>Order</h1>
          <p className="mono">{id}</p>
          <Unread error={error} rows={2} height="12rem" />
        </>
      ) : (
        <>
          <header className="page-head">
            <Lead order={order} />
            <div className="row">{actions(order)}</div>
          </header>
          {printed?.(order)}
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
                {events.length === 0 ? (
                  <Skeleton rows={2} height="2.5rem" />
                ) : (
                  <Timeline events={events} order={order} />
                )}
              </section>
              {beside?.(order)}
            </aside>
          </div>
        </>
      )}
    </main>
  );
}

/** When it arrives and what happens now, large; which order it is, small. */
function Lead({ order }: { readonly order: OrderDetailsFragment }) {
  const { title, detail, tone } = orderLead(order);
  return (
    <div className="lead" data-tone={tone} data-order={order.id} data-status={order.status}>
      <h1>{title}</h1>
      {detail !== '' && <p className="lead-detail">{detail}</p>}
      <p className="small">
        Order <span className="mono">{order.id}</span>, placed <Time at={order.placedAt} exact /> by{' '}
        {order.customerId}
      </p>
    </div>
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
      {order.totalCharged.amount === 0 && <p className="soft">Nothing so far.</p>}
      <dl className="facts number">
        {order.totalCharged.amount > 0 && (
          <>
            <dt>Charged</dt>
            <dd>{money(order.totalCharged)}</dd>
          </>
        )}
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

function waitsForAnswer({ status }: OrderDetailsFragment): boolean {
  return status === 'CUSTOMER_ACTION_REQUIRED';
}

/** Announces to screen readers when the first lines change. */
function useSpokenProgress(order: OrderDetailsFragment | null | undefined): void {
  const before = useRef<string | null>(null);
  useEffect(() => {
    if (!order) return;
    const { title, detail } = orderLead(order);
    const text = [title, detail].filter(Boolean).join('. ');
    if (before.current !== null && before.current !== text) announce(text);
    before.current = text;
  }, [order]);
}
