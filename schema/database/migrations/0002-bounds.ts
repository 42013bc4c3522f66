import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const statements = [
  // What a warehouse holds more than it can is taken off: no release of items could ever put them back.
  sql`update stock set available = 2147483647 - reserved where available::bigint + reserved > 2147483647`,
  sql`alter table stock add constraint stock_bounded check (available::bigint + reserved <= 2147483647)`,
  // Rows that are there already stay as they are: the workers refuse to reserve what cannot be charged.
  sql`alter table products add constraint products_price_bounded check (unit_price <= 1000000000) not valid`,
  sql`alter table payments add constraint payments_total_bounded
    check (state <> 'INTENT' or total <= 9007199254740991) not valid`,
  sql`update fraud_tallies set charged = 9007199254740991 where charged > 9007199254740991`,
  sql`alter table fraud_tallies add constraint fraud_tallies_bounded check (charged <= 9007199254740991)`,
  sql`update fraud_settings set spending_limit = 9007199254740991 where spending_limit > 9007199254740991`,
  sql`alter table fraud_settings add constraint fraud_settings_limit_bounded
    check (spending_limit <= 9007199254740991)`,
] as const;

/** No sum grows past what its column, or a number of JavaScript, holds: see `schema/domain/bounds.ts`. */
export const bounds: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await statement.execute(database);
  },
};
