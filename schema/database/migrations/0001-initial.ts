import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const statements = [
  sql`create table products (
    sku text primary key,
    name text not null,
    brand text not null,
    unit_price bigint not null check (unit_price >= 0),
    currency text not null
  )`,
  sql`create table stock (
    sku text not null references products,
    location text not null,
    available integer not null check (available >= 0),
    reserved integer not null default 0 check (reserved >= 0),
    primary key (sku, location)
  )`,
  sql`create table stock_adjustments (
    request_id text primary key,
    sku text not null,
    location text not null,
    by integer not null,
    adjusted_at timestamptz not null default now()
  )`,
  sql`create table order_claims (
    order_id text primary key,
    run_id text not null,
    payload_hash text,
    state text not null,
    result jsonb
  )`,
  sql`create table reservations (
    fulfillment_id text primary key,
    order_id text not null,
    location text not null,
    state text not null,
    lines jsonb not null
  )`,
  sql`create index reservations_order on reservations (order_id)`,
  sql`create table payments (
    fulfillment_id text primary key,
    order_id text,
    customer_id text,
    state text not null,
    total bigint not null default 0,
    refunded bigint not null default 0,
    fraud_epoch integer not null default 0,
    result jsonb
  )`,
  sql`create table fraud_settings (
    singleton boolean primary key default true check (singleton),
    spending_limit bigint check (spending_limit > 0),
    maintenance_mode boolean not null default false,
    epoch integer not null default 0
  )`,
  sql`insert into fraud_settings default values`,
  sql`create table fraud_tallies (
    customer_id text primary key,
    charged bigint not null check (charged >= 0)
  )`,
  sql`create table bookings (
    shipment_id text primary key,
    order_id text,
    state text not null,
    result jsonb
  )`,
  sql`create table orders (
    id text primary key,
    run_id text not null,
    customer_id text not null,
    status text not null,
    previous_status text,
    revision integer not null,
    placed_at timestamptz not null,
    updated_at timestamptz not null,
    closed_at timestamptz,
    skus text[] not null,
    event_count integer not null default 0,
    snapshot jsonb not null
  )`,
  sql`create index orders_placed on orders (placed_at, id)`,
  sql`create index orders_updated on orders (updated_at, id)`,
  sql`create index orders_status_placed on orders (status, placed_at, id)`,
  sql`create index orders_customer_placed on orders (customer_id, placed_at, id)`,
  sql`create index orders_open on orders (placed_at, id) where closed_at is null`,
  sql`create index orders_closed on orders (closed_at) where closed_at is not null`,
  sql`create index orders_id_prefix on orders (id text_pattern_ops)`,
  sql`create index orders_skus on orders using gin (skus)`,
  sql`create table shipments (
    id text primary key,
    order_id text not null references orders,
    fulfillment_id text not null,
    customer_id text not null,
    location text not null,
    status text not null,
    previous_status text,
    revision integer not null,
    tracking_number text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    contents jsonb not null
  )`,
  sql`create index shipments_created on shipments (created_at, id)`,
  sql`create index shipments_status_created on shipments (status, created_at, id)`,
  sql`create index shipments_location_status_created on shipments (location, status, created_at, id)`,
  sql`create index shipments_order on shipments (order_id text_pattern_ops)`,
  sql`create index shipments_customer on shipments (customer_id, created_at, id)`,
  sql`create index shipments_tracking on shipments (tracking_number text_pattern_ops)`,
  sql`create table order_events (
    order_id text not null references orders,
    sequence integer not null,
    key text not null,
    type text not null,
    at timestamptz not null,
    actor_kind text not null,
    actor_id text,
    fulfillment_id text,
    request_id text,
    message text not null,
    primary key (order_id, sequence),
    unique (order_id, key)
  )`,
] as const;

/** The whole first schema: catalogue and stock, billing, bookings, and the read model. */
export const initial: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await statement.execute(database);
  },
};
