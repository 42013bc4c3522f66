import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const statements = [
  // Null in the rows that are there: nobody has those shipments.
  sql`alter table shipments add column courier_id text, add column previous_courier_id text`,
  sql`create index shipments_courier on shipments (courier_id, created_at, id) where courier_id is not null`,
  sql`create index shipments_unassigned on shipments (location, created_at, id) where courier_id is null`,
] as const;

/** Who has which shipment: couriers list their own, and what nobody has. */
export const couriers: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await statement.execute(database);
  },
};
