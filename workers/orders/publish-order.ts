import type { Publication } from '../../schema/contract/order-activities.js';
import type { OrderChange } from '../../schema/contract/order-changes.js';
import type { Statements } from '../database.js';
import { onlyRow } from '../database.js';
import type { OrderChangeNotifier } from './order-change-notifier.js';
import { EVENT_COLUMNS, given, orderValues, publishedShipments } from './publication-rows.js';

/**
 * Everything a publication changes, in one statement and so in one transaction, under the lock of the order's row:
 * - another run's row, or no row (it is archived) and another run's claim: nothing;
 * - the state, when it is newer than the row's;
 * - events whose keys are not stored yet, numbered from the row's count, whatever the revision;
 * - shipments newer than their rows; one that left its warehouse settles its reservation in the same statement, so that
 *   this happens exactly once without a separate activity.
 * A row that appeared since the statement began causes a unique violation: the statement runs again and sees that row.
 */
const publish = {
  name: 'publish-order',
  text: `
    with before as materialized (
      select run_id, status, previous_status, is_late, was_late, revision, event_count
      from orders where id = ${given.id} for update
    ), taken as materialized (
      select from before where run_id <> ${given.runId}
      union all
      select from order_claims
      where not exists (select from before) and order_id = ${given.id} and run_id <> ${given.runId}
    ), new_events as materialized (
      select event.*, row_number() over (order by place) as number
      from jsonb_to_recordset(${given.events}::jsonb) as event ${EVENT_COLUMNS}
      where not exists (select from taken)
        and not exists (
          select from order_events known where known.order_id = ${given.id} and known.key = event.key
        )
    ), inserted as (
      insert into orders (id, run_id, customer_id, status, revision, placed_at, updated_at, closed_at, is_late, skus,
        event_count, snapshot)
      select ${given.id}, ${given.runId}, ${given.customerId}, ${given.status}, ${given.revision},
        ${given.placedAt}, ${given.updatedAt}, ${given.closedAt}, ${given.isLate},
        array(select item ->> 'sku' from jsonb_array_elements(${given.snapshot}::jsonb -> 'items') as item),
        (select count(*) from new_events), ${given.snapshot}::jsonb
      where not exists (select from before) and not exists (select from taken)
      returning status, previous_status, is_late, was_late, revision, event_count
    ), updated as (
      update orders set status = ${given.status}, previous_status = before.status, revision = ${given.revision},
        updated_at = ${given.updatedAt}, closed_at = ${given.closedAt}, is_late = ${given.isLate},
        was_late = before.is_late, snapshot = ${given.snapshot}::jsonb,
        event_count = before.event_count + (select count(*) from new_events)
      from before
      where orders.id = ${given.id} and before.run_id = ${given.runId} and before.revision < ${given.revision}
      returning orders.status, orders.previous_status, orders.is_late, orders.was_late, orders.revision, orders.event_count
    ), counted as (
      update orders set event_count = before.event_count + (select count(*) from new_events)
      from before
      where orders.id = ${given.id} and before.run_id = ${given.runId} and before.revision >= ${given.revision}
        and exists (select from new_events)
      returning orders.status, orders.previous_status, orders.is_late, orders.was_late, orders.revision, orders.event_count
    ), timeline as (
      insert into order_events (order_id, sequence, key, type, at, actor_kind, actor_id, fulfillment_id,
        request_id, message)
      select ${given.id}, coalesce((select event_count from before), 0) + number, key, type, at, actor_kind, actor_id,
        fulfillment_id, request_id, message
      from new_events
    ), shipments_before as materialized (
      select id, location, status, previous_status, courier_id, previous_courier_id, is_late, was_late, revision
      from shipments where order_id = ${given.id}
    ), shipments_after as (
      insert into shipments as kept (id, order_id, fulfillment_id, customer_id, location, status, courier_id,
        is_late, revision, tracking_number, carrier, estimated_delivery, created_at, updated_at, contents)
      select sent.id, ${given.id}, sent.fulfillment_id, sent.customer_id, sent.location, sent.status, sent.courier_id,
        sent.is_late, sent.revision, sent.tracking_number, sent.carrier, sent.estimated_delivery, sent.created_at, sent.updated_at, sent.contents
      from jsonb_to_recordset(${given.shipments}::jsonb) as sent (id text, fulfillment_id text, customer_id text, location text,
        status text, courier_id text, is_late boolean, revision integer, tracking_number text, carrier text, estimated_delivery timestamptz,
        created_at timestamptz, updated_at timestamptz, contents jsonb)
      left join shipments_before on shipments_before.id = sent.id
      where not exists (select from taken)
        and (shipments_before.revision is null or shipments_before.revision < sent.revision)
      on conflict (id) do update set status = excluded.status, previous_status = kept.status,
        courier_id = excluded.courier_id, previous_courier_id = kept.courier_id,
        is_late = excluded.is_late, was_late = kept.is_late,
        revision = excluded.revision, tracking_number = excluded.tracking_number,
        carrier = excluded.carrier, estimated_delivery = excluded.estimated_delivery,
        updated_at = excluded.updated_at, contents = excluded.contents
        where kept.revision < excluded.revision
      returning id, fulfillment_id, location, status, previous_status, courier_id, previous_courier_id,
        is_late, was_late, revision
    ), shipped as (
      update reservations set state = 'SHIPPED' from shipments_after as shipment
      where reservations.fulfillment_id = shipment.fulfillment_id and reservations.state = 'RESERVED'
        and shipment.status in ('DISPATCHED', 'DELIVERED', 'FAILED')
      returning reservations.location, reservations.lines
    ), leaving as materialized (
      select stock.sku, stock.location, line.quantity
      from shipped
      cross join jsonb_to_recordset(shipped.lines) as line (sku text, quantity integer)
      join stock on stock.sku = line.sku and stock.location = shipped.location
      order by stock.sku, stock.location
      for update of stock
    ), left_warehouse as (
      update stock set reserved = stock.reserved - leaving.quantity from leaving
      where stock.sku = leaving.sku and stock.location = leaving.location
    ), after as (
      select * from inserted union all select * from updated union all select * from counted
    )
    select not exists (select from taken) as owned,
      coalesce(after.status, before.status) as status,
      case when after.status is null then before.previous_status else after.previous_status end as "previousStatus",
      coalesce(after.is_late, before.is_late) as "isLate",
      coalesce(after.was_late, before.was_late) as "wasLate",
      coalesce(after.revision, before.revision) as revision,
      coalesce(after.event_count, before.event_count) as "lastSequence",
      (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', id, 'location', location, 'revision', revision, 'status', status,
          'previousStatus', previous_status, 'courierId', courier_id,
          'previousCourierId', previous_courier_id, 'isLate', is_late, 'wasLate', was_late)), '[]')
        from (
          select id, location, revision, status, previous_status, courier_id, previous_courier_id, is_late, was_late
          from shipments_after
          union all
          select id, location, revision, status, previous_status, courier_id, previous_courier_id, is_late, was_late
          from shipments_before
          where not exists (select from inserted) and not exists (select from updated)
        ) as changed
      ) as shipments
    from (select) as always left join before on true left join after on true`,
};

/** The row of an order after the statement. */
type Published = Omit<OrderChange, 'orderId' | 'customerId'> & {
  /** Whether the order belongs to this run. */
  readonly owned: boolean;
};

/** Stores the snapshot and its events, and notifies the feed even if the row was current: whoever stored it may have failed to. */
export async function publishOrder(
  database: Statements,
  notifier: OrderChangeNotifier,
  publication: Publication,
): Promise<void> {
  const { snapshot } = publication;
  const rows = await database.run<Published>(publish, [
    ...orderValues(publication),
    JSON.stringify(publishedShipments(snapshot)),
  ]);
  const { owned, ...published } = onlyRow(rows);
  if (!owned) return;
  await notifier.announce({ orderId: snapshot.id, customerId: snapshot.customerId, ...published });
}
