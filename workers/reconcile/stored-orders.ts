import type { OrdersTable } from '../../schema/database/tables.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { Database, Statements } from '../database.js';
import { onlyRow } from '../database.js';
import type { StoredOrder } from './compare-order.js';
import type { SettledSteps } from './settled-steps.js';

const stored = {
  name: 'reconcile-stored',
  text: `
    select
      exists (select from archived_orders where order_id = $1) as "isArchived",
      (select jsonb_build_object('run_id', run_id, 'revision', revision, 'event_count', event_count,
        'snapshot', snapshot) from orders where id = $1) as row,
      (select coalesce(jsonb_agg(key order by sequence), '[]') from order_events where order_id = $1) as "eventKeys",
      (select coalesce(max(sequence), 0) from order_events where order_id = $1) as "lastSequence",
      (select count(*) from shipments where order_id = $1) as shipments,
      (select coalesce(jsonb_object_agg(fulfillment_id, jsonb_build_object('state', state, 'total', total,
        'refunded', refunded)), '{}') from payments where fulfillment_id = any($2)) as payments,
      (select coalesce(jsonb_object_agg(shipment_id, jsonb_build_object('state', state)), '{}')
        from bookings where shipment_id = any($3)) as bookings,
      (select coalesce(jsonb_object_agg(fulfillment_id, jsonb_build_object('state', state)), '{}')
        from reservations where fulfillment_id = any($2)) as reservations`,
};

type Row = { readonly [Part in keyof StoredOrder]: unknown };

/** The rows of an order and of its steps, some of which may be newer than what it published; from one snapshot. */
export async function readStored(
  database: Database,
  { id, fulfillments }: OrderSnapshot,
  { payments, bookings }: SettledSteps,
): Promise<StoredOrder> {
  const shipments = fulfillments.flatMap(({ shipment }) => (shipment ? [shipment.id] : []));
  const parameters = [
    id,
    [...fulfillments.map((each) => each.id), ...payments.map(({ fulfillmentId }) => fulfillmentId)],
    [...shipments, ...bookings.map(({ shipmentId }) => shipmentId)],
  ];
  const row = onlyRow(await database.run<Row>(stored, parameters));
  const byId = (part: unknown) => new Map(Object.entries(part as object));
  return {
    ...(row as Pick<StoredOrder, 'isArchived' | 'row' | 'eventKeys' | 'lastSequence' | 'shipments'>),
    payments: byId(row.payments),
    bookings: byId(row.bookings),
    reservations: byId(row.reservations),
  };
}

const openOrders = {
  name: 'reconcile-open',
  text: 'select id, run_id from orders where closed_at is null and id > $1 order by id limit 500',
};

/** An order's id, and the first run of its workflow. */
type OpenOrder = Pick<OrdersTable, 'id' | 'run_id'>;

/** The orders that are open in the read model. */
export async function* readOpenOrders(database: Database): AsyncGenerator<OpenOrder> {
  for (let last = ''; ; ) {
    const rows = await database.run<OpenOrder>(openOrders, [last]);
    yield* rows;
    const end = rows.at(-1);
    if (!end) return;
    last = end.id;
  }
}

const distrust = {
  name: 'reconcile-distrust',
  text: `
    with distrusted as (
      update orders set revision = 0,
        event_count = (select coalesce(max(sequence), 0) from order_events where order_id = $1 and not $2)
      where id = $1 and run_id = $3 and revision = $4 and event_count = $5
      returning id
    ), ships as (
      update shipments set revision = 0 from distrusted where order_id = distrusted.id
    ), forgotten as (
      delete from order_events using distrusted where order_id = distrusted.id and $2
    )
    select from distrusted`,
};

/**
 * Makes the order's next publication write everything again, and number new events after the stored ones.
 *
 * @param forgetsTimeline whether no event stays, so that all are numbered again
 * @returns false if something was published since the row was read: then it stays as it is
 */
export async function distrustRow(
  statements: Statements,
  orderId: string,
  { run_id, revision, event_count }: NonNullable<StoredOrder['row']>,
  forgetsTimeline: boolean,
): Promise<boolean> {
  const values = [orderId, forgetsTimeline, run_id, revision, event_count];
  return (await statements.run(distrust, values)).length > 0;
}

const reservedUnits = {
  name: 'reconcile-reserved',
  text: `
    select sku, location, reserved, coalesce(held, 0)::integer as held
    from stock
    left join (
      select sku, location, sum(quantity) as held
      from reservations, jsonb_to_recordset(lines) as line (sku text, quantity integer)
      where state = 'RESERVED' group by sku, location
    ) as lines using (sku, location)
    where reserved <> coalesce(held, 0)
    order by sku, location`,
};

/** Where the reserved units of the stock differ from the orders' reservations. */
export interface ReservedUnits {
  readonly sku: string;
  readonly location: string;
  readonly reserved: number;
  readonly held: number;
}

export function readReservedUnits(database: Database): Promise<readonly ReservedUnits[]> {
  return database.run<ReservedUnits & Record<string, unknown>>(reservedUnits, []);
}

const mendReserved = {
  name: 'reconcile-mend-reserved',
  text: `
    update stock set reserved = $3 where sku = $1 and location = $2 and reserved = $4
      and $3 = (
        select coalesce(sum(quantity), 0)
        from reservations, jsonb_to_recordset(lines) as line (sku text, quantity integer)
        where state = 'RESERVED' and line.sku = $1 and location = $2
      )`,
};

/** Sets the reserved units to those of the reservations, unless either has changed since. */
export async function mendReservedUnits(database: Database, units: ReservedUnits): Promise<void> {
  await database.run(mendReserved, [units.sku, units.location, units.held, units.reserved]);
}
