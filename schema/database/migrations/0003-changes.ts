import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const statements = [
  sql`create function note_change() returns trigger language plpgsql as $$
    begin
      new.changed_in := pg_current_xact_id();
      return new;
    end
  $$`,
  ...(['orders', 'shipments'] as const).flatMap((table) => [
    sql`alter table ${sql.table(table)} add column changed_in xid8 not null default pg_current_xact_id()`,
    sql`create trigger note_change before update on ${sql.table(table)}
      for each row execute function note_change()`,
    sql`create index ${sql.ref(`${table}_changed`)} on ${sql.table(table)} (changed_in, id)`,
  ]),
] as const;

/** The order of changes: each row knows the transaction that wrote it last, whoever that was. */
export const changes: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await statement.execute(database);
  },
};
