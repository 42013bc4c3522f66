import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const statements = [
  sql`create table archived_orders (
    order_id text primary key,
    customer_id text not null,
    closed_at timestamptz not null,
    archived_at timestamptz not null default now(),
    contents jsonb
  )`,
] as const;

/** Where `npm run archive` moves old orders: one row each, and no index but that of the id. */
export const archive: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await statement.execute(database);
  },
};
