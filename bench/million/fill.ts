import type pg from 'pg';
import { snapshotOf } from '../subscribers/bench-database.js';

/** The orders are placed over this many days from then on, whatever their number. */
const START = '2025-11-01T00:00:00Z';
const DAYS = 300;

/** The id of the order with this number. */
export function orderIdOf(n: number): string {
  return `order-${String(n).padStart(8, '0')}`;
}

/** When the order with this number was placed, out of so many orders. */
export function placedAt(n: number, orders: number): Date {
  return new Date(Date.parse(START) + (n / orders) * DAYS * 86_400_000);
}

/** Orders of one statement: they are one transaction, and so one step in the order of changes. */
const BATCH = 20_000;

/**
 * The number of an order decides everything about it: a tenth of all orders belongs to one customer, one in 97 failed,
 * one in 10,000 (only in the older half) timed out, and the last 5,000 are open. One in ten of the open orders is late.
 */
const facts = `
  select n, 'order-' || lpad(n::text, 8, '0') as id,
    case when n % 10 = 0 then 'big' else 'customer-' || (n::bigint * 7919 % 100000) end as customer,
    case when n >= $3::int - 5000 then 'PROCESSING' when n % 10000 = 77 and n < $3::int / 2 then 'TIMED_OUT'
      when n % 50 = 0 then 'CANCELLED' when n % 97 = 0 then 'FAILED' else 'COMPLETED' end as status,
    n >= $3::int - 5000 as is_open, n >= $3::int - 5000 and n % 10 = 3 as is_late,
    'sku-' || (n % 50) as sku,
    -- Everybody shares a first name with a tenth, and most have a surname of their own.
    (array['Ada', 'Bob', 'Cem', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana', 'Ida', 'Jon'])[1 + n % 10] || ' '
      || case when n % 100 = 7 then 'Smith' else 'Name' || (n::bigint * 7919 % 500000) end as recipient,
    (array['Warehouse North', 'Warehouse South', 'Warehouse West'])[1 + n % 3] as location,
    timestamptz '${START}' + n * $4::interval as at,
    -- Most end within the day, some take up to a month.
    timestamptz '${START}' + n * $4::interval
      + make_interval(secs => case when n % 20 = 0 then n % 2600000 else 600 + n % 80000 end) as updated
  from generate_series($1::int, $2::int) n`;

const statements = [
  `insert into orders (id, run_id, customer_id, status, revision, placed_at, updated_at, closed_at, is_late, skus, event_count, snapshot)
    select id, 'run-' || id, customer, status, 9, at, updated, case when is_open then null else updated end, is_late,
      array[sku, case when n % 10000 = 4321 then 'rare-sku-1' else 'sku-of-every-order' end], 6,
      $5::jsonb || jsonb_build_object('id', id, 'customerId', customer, 'status', status,
        'deliveryAddress', $5::jsonb -> 'deliveryAddress' || jsonb_build_object('name', recipient))
    from (${facts}) facts`,
  `insert into shipments (id, order_id, fulfillment_id, customer_id, location, status, is_late, revision, tracking_number,
      carrier, estimated_delivery, created_at, updated_at, contents)
    select 'shp-1-' || id, id, id || ':1', customer, location,
      case when is_open then 'BOOKED' when status = 'FAILED' then 'FAILED' else 'DELIVERED' end, is_late, 4, 'TN' || n,
      (array['Parcel Express', 'Slow Boat'])[1 + (n % 500 = 0)::int], at + interval '3 days', at, updated,
      jsonb_build_object('items', $5::jsonb -> 'items', 'deliveryAddress', $5::jsonb -> 'deliveryAddress',
        'shipment', $5::jsonb #> '{fulfillments,0,shipment}')
    from (${facts}) facts`,
  `insert into order_events (order_id, sequence, key, type, at, actor_kind, fulfillment_id, message)
    select id, number, 'cause:' || number, (array['PLACED', 'RESERVED', 'CHARGED', 'BOOKED', 'DISPATCHED', 'COMPLETED'])[number],
      at + number * interval '1 minute', 'SYSTEM', id || ':1', 'Warehouse North ships 2 of the items of the order'
    from (${facts}) facts cross join generate_series(1, 6) number where $5::jsonb is not null`,
  `insert into order_claims (order_id, run_id, state, result)
    select id, 'run-' || id, 'RESERVED', jsonb_build_object('items', $5::jsonb -> 'items',
      'fulfillments', jsonb_build_array(jsonb_build_object('id', id || ':1', 'items', $5::jsonb -> 'items')))
    from (${facts}) facts`,
  `insert into reservations (fulfillment_id, order_id, location, state, lines)
    select id || ':1', id, location, 'SHIPPED', '[{"sku": "NIKE-COURT-VISION", "quantity": 1}]'
    from (${facts}) facts where $5::jsonb is not null`,
  `insert into payments (fulfillment_id, order_id, customer_id, state, total, result)
    select id || ':1', id, customer, 'CHARGED', 33815, $5::jsonb #> '{fulfillments,0,payment}' from (${facts}) facts`,
  `insert into bookings (shipment_id, order_id, state, result)
    select 'shp-1-' || id, id, 'BOOKED', $5::jsonb #> '{fulfillments,0,shipment}' from (${facts}) facts`,
];

/**
 * Fills an empty, migrated database with this many orders and everything that belongs to them, over the same ten months
 * whatever their number. Triggers and foreign keys are off meanwhile, and indexes are created afterwards.
 */
export async function fill(client: pg.Client, orders: number): Promise<void> {
  await client.query('set session_replication_role = replica');
  const indexes = await client.query<{ readonly name: string; readonly definition: string }>(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index join pg_class on pg_class.oid = indrelid
    where relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint where conindid = indexrelid)`);
  for (const { name } of indexes.rows) await client.query(`drop index ${name}`);
  const snapshot = JSON.stringify(snapshotOf('order', 100_009));
  const step = `${(DAYS * 86_400) / orders} seconds`;
  for (let from = 0; from < orders; from += BATCH) {
    const to = Math.min(from + BATCH, orders) - 1;
    for (const statement of statements) await client.query(statement, [from, to, orders, step, snapshot]);
  }
  await client.query(`insert into products select 'sku-' || n, case when n % 5 = 0 then 'Runner ' else 'Walker ' end || n,
    'Brand', 10000, 'USD' from generate_series(0, 49) n`);
  // What triggers write.
  await client.query('insert into order_skus select distinct id, unnest(skus), placed_at from orders');
  await client.query(`insert into order_recipients
    select id, recipient_terms(snapshot #>> '{deliveryAddress,name}'), placed_at from orders`);
  await client.query("set maintenance_work_mem = '512MB'");
  for (const { definition } of indexes.rows) await client.query(definition);
  await client.query('set session_replication_role = origin');
}
