import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { textProblem } from '../../schema/domain/text.js';
import { badInput, changeMarkExpired, unavailable } from '../errors/api-errors.js';
import { decodeCursor, encodeCursor } from './cursors.js';
import type { Store } from './database.js';

/** A position in the order in which the rows of a table changed. */
export interface ChangeMark {
  /** Identifies the database that the transaction number is from. */
  readonly lineage: string;
  /** The number of the transaction that wrote the row. */
  readonly changedIn: string;
  /** Orders the rows of one transaction; empty: before all of them. */
  readonly id: string;
}

/** The columns of a row that make its mark. */
export interface MarkedRow {
  readonly id: string;
  readonly changed_in: string;
  readonly lineage: string;
}

export type ChangingTable = 'orders' | 'shipments';

/**
 * Transaction numbers are comparable only within one lineage: the server, its timeline (which a failover or a recovery to an
 * earlier moment changes), and the table, which is new after a dump was restored.
 */
export const lineage: RawBuilder<string> = sql`(
  select left(md5(concat_ws(' ', system_identifier, left(pg_walfile_name(pg_current_wal_insert_lsn()), 8),
    'orders'::regclass::oid)), 12)
  from pg_control_system()
)`;

/** Whether all transactions that began before the row's have ended: no row can appear before it any more. */
export const isSettled: RawBuilder<boolean> = sql`changed_in < pg_snapshot_xmin(pg_current_snapshot())`;

/** The mark of a row, as clients see it. */
export function changeMarkOf(table: ChangingTable, row: MarkedRow): string {
  return encodeCursor(`${table}-changed`, row.lineage, row.changed_in, row.id);
}

const LINEAGE = /^[0-9a-f]{12}$/;
const NUMBER = /^\d{1,20}$/;
const LARGEST = 2n ** 64n - 1n;

/** Decodes a mark; throws BAD_USER_INPUT when it is not one of this table. */
export function decodeChangeMark(table: ChangingTable, mark: string): ChangeMark {
  const [found, changedIn, id] = decodeCursor(`${table}-changed`, mark);
  const valid =
    typeof found === 'string' &&
    LINEAGE.test(found) &&
    typeof changedIn === 'string' &&
    NUMBER.test(changedIn) &&
    BigInt(changedIn) <= LARGEST &&
    typeof id === 'string' &&
    textProblem(id) === null;
  if (!valid) throw badInput('The mark is not one of this list');
  return { lineage: found, changedIn, id };
}

/** Whether a row changed after the mark. */
export function isAfter({ changedIn, id }: ChangeMark): RawBuilder<boolean> {
  return sql`(changed_in, id) > (${changedIn}::xid8, ${id})`;
}

interface Horizon {
  readonly lineage: string;
  readonly oldest: string;
  readonly isAhead: boolean;
}

async function readHorizon(database: Store, table: ChangingTable): Promise<Horizon> {
  const { rows } = await sql<Horizon>`
    select ${lineage} as lineage, pg_snapshot_xmin(pg_current_snapshot()) as oldest,
      exists (
        select from ${sql.table(table)} where changed_in >= pg_snapshot_xmax(pg_current_snapshot())
      ) as "isAhead"
  `.execute(database);
  const [horizon] = rows;
  if (!horizon) throw new Error('A select without a table has one row');
  return horizon;
}

/** The mark up to which all changes can be read now. */
export async function readPresentMark(database: Store, table: ChangingTable): Promise<string> {
  const { lineage, oldest } = await readHorizon(database, table);
  return changeMarkOf(table, { lineage, changed_in: oldest, id: '' });
}

/**
 * Checks the marks in a request against the database that the page was read from. Rows carry their lineage; at the end of a
 * list, another query reads it.
 */
export async function checkMarks(
  database: Store,
  table: ChangingTable,
  marks: readonly ChangeMark[],
  page: { readonly rows: readonly MarkedRow[]; readonly isEnd: boolean },
): Promise<void> {
  const [row] = page.rows;
  const horizon = row && !page.isEnd ? null : await readHorizon(database, table);
  const current = row?.lineage ?? horizon?.lineage;
  if (marks.some((mark) => mark.lineage !== current)) throw changeMarkExpired();
  // Rows of a restored dump may have numbers ahead of the new server's; they would be missing from the list.
  if (horizon?.isAhead) throw unavailable('The database was restored and must be migrated first');
}
