import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * Renumbers rows restored from a dump of another server if their transaction numbers are still in this server's future:
 * until then the order of changes would not show them, and no webhook would get them. Does nothing otherwise. Returns how
 * many it renumbered.
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
  return Number(count) + (await renumberEvents(database));
}

/**
 * Events that a webhook has not received yet become the newest, and every webhook continues before them. All
 * other events need no delivery any more.
 */
async function renumberEvents(database: Kysely<unknown>): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    with moved as (
      update webhooks set written_in = pg_current_xact_id(), order_id = '', sequence = 0, ahead = '[]', round = null
      where written_in >= pg_snapshot_xmax(pg_current_snapshot())
    )
    update order_events set written_in = case
      when written_in >= (select min(written_in) from webhooks) then pg_current_xact_id() end
    where written_in >= pg_snapshot_xmax(pg_current_snapshot())
  `.execute(database);
  return Number(numAffectedRows);
}
