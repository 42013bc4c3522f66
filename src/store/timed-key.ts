import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { textProblem } from '../../schema/domain/text.js';
import { badInput } from '../errors/api-errors.js';
import { decodeCursor, encodeCursor } from './cursors.js';
import type { PageRequest } from './page.js';

/** A list in the order of a time, with the id for those of the same moment. */
export interface TimedList {
  readonly table: 'orders' | 'shipments';
  /** Tells the cursors of this list from those of others. */
  readonly tag: string;
  readonly column: string;
  readonly descending: boolean;
}

/** The cursor of a row of the list. */
export function timedCursor(list: TimedList, time: Date, id: string): string {
  return encodeCursor(list.tag, time.getTime(), id);
}

/** What limits a query of the list to the page: one row comparison for each cursor, which the index answers. */
export function timedRange(list: TimedList, { after, before }: PageRequest): readonly RawBuilder<boolean>[] {
  const key = sql`(${sql.ref(list.column)}, id)`;
  const later = list.descending ? sql`<` : sql`>`;
  const earlier = list.descending ? sql`>` : sql`<`;
  return [
    ...(after === null ? [] : [sql<boolean>`${key} ${later} ${boundOf(list, after)}`]),
    ...(before === null ? [] : [sql<boolean>`${key} ${earlier} ${boundOf(list, before)}`]),
  ];
}

/** The order in which the page is read: from its end backwards when it is asked for from there. */
export function timedOrder(list: TimedList, { fromEnd }: PageRequest, table?: string): RawBuilder<unknown> {
  const direction = list.descending === fromEnd ? sql`asc` : sql`desc`;
  const column = sql.ref(table === undefined ? list.column : `${table}.${list.column}`);
  return sql`order by ${column} ${direction}, id ${direction}`;
}

/** Before the first PostgreSQL knows no time, after the last JavaScript knows none. */
const MIN_TIME = -2.1e14;
const MAX_TIME = 8.64e15;

function boundOf(list: TimedList, cursor: string): RawBuilder<unknown> {
  const [time, id] = decodeCursor(list.tag, cursor);
  const valid =
    Number.isInteger(time) &&
    (time as number) >= MIN_TIME &&
    (time as number) <= MAX_TIME &&
    typeof id === 'string' &&
    textProblem(id) === null;
  if (!valid) throw badInput('The cursor is not one of this list');
  return sql`(${new Date(time as number)}, ${id})`;
}
