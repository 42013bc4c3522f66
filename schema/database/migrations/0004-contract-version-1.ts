import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const statements = [
  // Takes over from stock_adjustments, which stays for API processes that still run the version before.
  sql`create table store_requests (
    caller text not null,
    request_id text not null,
    content jsonb not null,
    refusal text,
    asked_at timestamptz not null default now(),
    primary key (caller, request_id)
  )`,
  sql`create index store_requests_asked on store_requests (asked_at)`,
  sql`alter table shipments
    add column carrier text,
    add column estimated_delivery timestamptz not null default 'infinity'`,
  sql`update shipments set
    carrier = contents -> 'shipment' ->> 'carrier',
    estimated_delivery = coalesce((contents -> 'shipment' ->> 'estimatedDelivery')::timestamptz, 'infinity')`,
  sql`create index shipments_estimated on shipments (estimated_delivery, id)`,
  sql`create index shipments_carrier on shipments (carrier, created_at, id)`,
  sql`create index orders_open_updated on orders (updated_at, id) where closed_at is null`,
] as const;

/** What version 1 of the public contract lists by, and what managers ask for. */
export const contractVersion1: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await statement.execute(database);
  },
};
