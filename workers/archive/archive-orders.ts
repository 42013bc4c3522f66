import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database.js';
import { onlyRow } from '../database.js';

/** How many orders one statement moves: it stays well below the time limit of statements, and holds few locks. */
const BATCH = 100;

/**
 * Moves closed orders with all their rows, in one statement and so in one transaction: an order is in the archive or in the
 * tables, never in both and never in neither. Several may run at once: each takes orders that no other has locked.
 * An order with a step that is not settled stays (`npm run reconcile` reports it). The claim stays too, so that the id can
 * never be used again, but without its result, which is in the archive.
 */
const move = {
  name: 'archive-orders',
  text: `
    with old as materialized (
      select orders.* from orders
      where closed_at < $1
        and not exists (
          select from reservations where reservations.order_id = orders.id and reservations.state = 'RESERVED'
        )
        and not exists (
          select from jsonb_array_elements(snapshot -> 'fulfillments') as part
          where exists (select from payments where fulfillment_id = part ->> 'id' and state = 'INTENT')
            or exists (select from bookings where shipment_id = part #>> '{shipment,id}' and state = 'INTENT')
        )
      order by closed_at
      limit $2
      for update skip locked
    ), parts as materialized (
      select old.id as order_id, part ->> 'id' as fulfillment_id, part #>> '{shipment,id}' as shipment_id
      from old, jsonb_array_elements(old.snapshot -> 'fulfillments') as part
    ), events as (
      delete from order_events using old where order_events.order_id = old.id returning order_events.*
    ), shipped as (
      delete from shipments using old where shipments.order_id = old.id returning shipments.*
    ), paid as (
      delete from payments using parts where payments.fulfillment_id = parts.fulfillment_id
      returning parts.order_id as owner, payments.*
    ), booked as (
      delete from bookings using parts where bookings.shipment_id = parts.shipment_id
      returning parts.order_id as owner, bookings.*
    ), reserved as (
      delete from reservations using old where reservations.order_id = old.id returning reservations.*
    ), claims as materialized (
      select order_claims.* from order_claims join old on old.id = order_claims.order_id
    ), slimmed as (
      update order_claims set result = null from old where order_claims.order_id = old.id
    ), unlinked as (
      delete from tracking_links using old where tracking_links.order_id = old.id and revoked_at is null
    ), gone as (
      delete from orders using old where orders.id = old.id
    ), archived as (
      insert into archived_orders (order_id, customer_id, closed_at, contents)
      select old.id, old.customer_id, old.closed_at, jsonb_build_object(
        'order', to_jsonb(old) - 'changed_in',
        'events', (select jsonb_agg(to_jsonb(events) order by sequence) from events where events.order_id = old.id),
        'shipments', (
          select jsonb_agg(to_jsonb(shipped) - 'changed_in') from shipped where shipped.order_id = old.id
        ),
        'payments', (select jsonb_agg(to_jsonb(paid) - 'owner') from paid where paid.owner = old.id),
        'bookings', (select jsonb_agg(to_jsonb(booked) - 'owner') from booked where booked.owner = old.id),
        'reservations', (select jsonb_agg(to_jsonb(reserved)) from reserved where reserved.order_id = old.id),
        'claim', (select to_jsonb(claims) from claims where claims.order_id = old.id)
      )
      from old
      returning 1
    )
    select count(*) as count from archived`,
};

export interface ArchiveOptions {
  readonly database: Database;
  readonly closedBefore: Date;
  /** Called after each batch. */
  readonly tell: (archived: number) => void;
}

/** Archives orders closed before the moment, in batches, oldest first; interrupted, it goes on where it was. */
export async function archiveOrders({ database, closedBefore, tell }: ArchiveOptions): Promise<number> {
  for (let total = 0; ; ) {
    const began = performance.now();
    const { count } = onlyRow(await database.run<{ readonly count: number }>(move, [closedBefore, BATCH]));
    if (count === 0) return total;
    total += count;
    tell(total);
    // Half of the time is left to whoever else uses the database.
    await sleep(performance.now() - began);
  }
}
