import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const statements = [
  sql`alter table orders
    add column is_late boolean not null default false,
    add column was_late boolean not null default false`,
  sql`alter table shipments
    add column is_late boolean not null default false,
    add column was_late boolean not null default false`,
  // Few shipments are under way and few are late: these stay small among a million orders.
  sql`create index shipments_promised on shipments (estimated_delivery, id)
    where status in ('BOOKED', 'DISPATCHED') and not is_late`,
  sql`create index shipments_late on shipments (created_at, id) where is_late`,
  sql`create index orders_late on orders (placed_at, id) where is_late`,
  sql`create table late_checks (
    shipment_id text primary key references shipments on delete cascade,
    estimated_delivery timestamptz not null,
    times integer not null,
    next_at timestamptz not null
  )`,
] as const;

/** Which promised deliveries have passed: what lists filter by, what finds them, and which orders were asked about them. */
export const promises: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await statement.execute(database);
  },
};
