import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * Gives rows that came from a dump of another server a number of this one's transactions, where theirs are yet to be
 * given here: in the order of changes they would not be seen until then. Finds nothing otherwise. Returns how many.
 */
export async function renumberRestored(database: Kysely<unknown>): Promise<number> {
  let count = 0n;
  for (const table of ['orders', 'shipments']) {
    const { numAffectedRows } = await sql`
      update ${sql.table(table)} set changed_in = pg_current_xact_id()
      where changed_in >= pg_snapshot_xmax(pg_current_snapshot())
    `.execute(database);
    count += numAffectedRows ?? 0n;
  }
  return Number(count);
}
