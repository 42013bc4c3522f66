import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const statements = [
  sql`create table tracking_links (
    id text primary key,
    order_id text not null,
    customer_id text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz
  )`,
  // An order has one link at a time, which revoking ends.
  sql`create unique index tracking_links_order on tracking_links (order_id) where revoked_at is null`,
] as const;

/** The links with which somebody without an account follows one order. */
export const trackingLinks: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await statement.execute(database);
  },
};
