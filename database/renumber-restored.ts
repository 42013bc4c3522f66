import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * Renumbers rows restored from a dump of another server if their transaction numbers are still in this server's future:
 * until then the order of changes would not show them. Does nothing otherwise. Returns how many it renumbered.
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
