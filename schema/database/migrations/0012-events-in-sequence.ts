import type { Kysely, Migration } from 'kysely';
import { sql } from 'kysely';

const statements = [
  // A transaction can have its number before it gets the lock of the order's row. A higher number than its own is safe: it
  // commits after the transaction that it waited for, and until then nothing from its own number on is delivered.
  sql`create function note_written() returns trigger language plpgsql as $$
    begin
      new.written_in := greatest(pg_current_xact_id(), (
        select written_in from order_events where order_id = new.order_id order by sequence desc limit 1
      ));
      return new;
    end
  $$`,
  sql`create trigger note_written before insert on order_events for each row execute function note_written()`,
] as const;

/** The transaction numbers of one order's events grow with their sequences. */
export const eventsInSequence: Migration = {
  async up(database: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await statement.execute(database);
  },
};
