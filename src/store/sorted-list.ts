import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { textProblem } from '../../schema/domain/text.js';
import { badInput } from '../errors/api-errors.js';
import type { ChangingTable, MarkedRow } from './change-marks.js';
import { changeMarkOf, decodeChangeMark, isSettled } from './change-marks.js';
import { decodeCursor, encodeCursor } from './cursors.js';
import type { PageRequest } from './page.js';

export interface ListedRow extends MarkedRow {
  /** The value of the column that the list is sorted by. */
  readonly key: unknown;
}

/** A list sorted by a column, then by id. */
export interface SortedList {
  readonly table: ChangingTable;
  readonly column: string;
  readonly descending: boolean;
  /** Conditions on all rows of the list, whatever is selected. */
  readonly conditions: readonly RawBuilder<boolean>[];
  /** Whether its cursors are change marks. */
  readonly isOfChanges: boolean;
  cursorOf(row: ListedRow): string;
  /** Column and id in a cursor; throws BAD_USER_INPUT when it is not one of this list. */
  boundOf(cursor: string): RawBuilder<unknown>;
}

/** The range of times that both PostgreSQL and JavaScript can represent. */
const MIN_TIME = -2.1e14;
const MAX_TIME = 8.64e15;

/**
 * A list sorted by a time. An unknown time is `infinity`, and null in a cursor.
 * @param tag marks the cursors of this list
 */
export function timedList(
  table: ChangingTable,
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

/** A list in the order of changes. A row is listed once no other row can appear before it. */
export function changeList(table: ChangingTable): SortedList {
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

/** The conditions that limit a query to the page: one row comparison per cursor, which the index answers. */
export function listRange(
  list: SortedList,
  { after, before }: PageRequest,
  [column, id]: ListKey = ownKey(list),
): readonly RawBuilder<boolean>[] {
  const key = sql`(${column}, ${id})`;
  const later = list.descending ? sql`<` : sql`>`;
  const earlier = list.descending ? sql`>` : sql`<`;
  return [
    ...(after === null ? [] : [sql<boolean>`${key} ${later} ${list.boundOf(after)}`]),
    ...(before === null ? [] : [sql<boolean>`${key} ${earlier} ${list.boundOf(before)}`]),
  ];
}

/** The order in which the page is read: backwards for a page from the end. */
export function listOrder(
  list: SortedList,
  { fromEnd }: PageRequest,
  [column, id]: ListKey = ownKey(list),
): RawBuilder<unknown> {
  const direction = list.descending === fromEnd ? sql`asc` : sql`desc`;
  return sql`order by ${column} ${direction}, ${id} ${direction}`;
}

/** The sorted column and the id. */
export type ListKey = readonly [RawBuilder<unknown>, RawBuilder<unknown>];

/** The key in the list's own table, or in the named query. */
export function ownKey({ column }: SortedList, query?: string): ListKey {
  const named = (name: string) => sql.ref(query === undefined ? name : `${query}.${name}`);
  return [named(column), named('id')];
}
