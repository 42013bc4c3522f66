import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { textProblem } from '../../schema/domain/text.js';
import { badInput } from '../errors/api-errors.js';
import type { MarkedRow } from './change-marks.js';
import { changeMarkOf, decodeChangeMark, isSettled } from './change-marks.js';
import { decodeCursor, encodeCursor } from './cursors.js';
import type { PageRequest } from './page.js';

export type ListedTable = 'orders' | 'shipments';

/** What every row of a list is read with. */
export interface ListedRow extends MarkedRow {
  /** What the list is in the order of. */
  readonly key: unknown;
}

/** A list in the order of a column, with the id for those that have the same in it. */
export interface SortedList {
  readonly table: ListedTable;
  readonly column: string;
  readonly descending: boolean;
  /** What holds of all rows of the list, whatever is selected. */
  readonly conditions: readonly RawBuilder<boolean>[];
  /** Whether its cursors are change marks. */
  readonly isOfChanges: boolean;
  cursorOf(row: ListedRow): string;
  /** Column and id as a cursor has them; BAD_USER_INPUT when it is none of this list. */
  boundOf(cursor: string): RawBuilder<unknown>;
}

/** Before the first PostgreSQL knows no time, after the last JavaScript knows none. */
const MIN_TIME = -2.1e14;
const MAX_TIME = 8.64e15;

/**
 * A list in the order of a time. A time that is not known is `infinity`, and null in a cursor.
 * @param tag tells the cursors of this list from those of others
 */
export function timedList(
  table: ListedTable,
  tag: string,
  column: string,
  direction: 'asc' | 'desc',
): SortedList {
  return {
    table,
    column,
    descending: direction === 'desc',
    conditions: [],
    isOfChanges: false,
    cursorOf: ({ key, id }) => encodeCursor(tag, Number.isFinite(Number(key)) ? Number(key) : null, id),
    boundOf(cursor) {
      const [time, id] = decodeCursor(tag, cursor);
      const isTime =
        time === null || (Number.isInteger(time) && MIN_TIME <= Number(time) && Number(time) <= MAX_TIME);
      const valid = isTime && typeof id === 'string' && textProblem(id) === null;
      if (!valid) throw badInput('The cursor is not one of this list');
      return sql`(${time === null ? 'infinity' : new Date(time as number)}::timestamptz, ${id})`;
    },
  };
}

/** A list in the order of changes. A row is listed once nothing can come before it any more. */
export function changeList(table: ListedTable): SortedList {
  return {
    table,
    column: 'changed_in',
    descending: false,
    conditions: [isSettled],
    isOfChanges: true,
    cursorOf: (row) => changeMarkOf(table, row),
    boundOf(cursor) {
      const { changedIn, id } = decodeChangeMark(table, cursor);
      return sql`(${changedIn}::xid8, ${id})`;
    },
  };
}

/** What limits a query of the list to the page: one row comparison for each cursor, which the index answers. */
export function listRange(list: SortedList, { after, before }: PageRequest): readonly RawBuilder<boolean>[] {
  const key = sql`(${sql.ref(list.column)}, id)`;
  const later = list.descending ? sql`<` : sql`>`;
  const earlier = list.descending ? sql`>` : sql`<`;
  return [
    ...(after === null ? [] : [sql<boolean>`${key} ${later} ${list.boundOf(after)}`]),
    ...(before === null ? [] : [sql<boolean>`${key} ${earlier} ${list.boundOf(before)}`]),
  ];
}

/** The order in which the page is read: from its end backwards when it is asked for from there. */
export function listOrder(list: SortedList, { fromEnd }: PageRequest, table?: string): RawBuilder<unknown> {
  const direction = list.descending === fromEnd ? sql`asc` : sql`desc`;
  const column = sql.ref(table === undefined ? list.column : `${table}.${list.column}`);
  return sql`order by ${column} ${direction}, id ${direction}`;
}
