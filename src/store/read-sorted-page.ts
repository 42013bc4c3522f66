import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ChangeMark } from './change-marks.js';
import { checkMarks, decodeChangeMark, isAfter, lineage } from './change-marks.js';
import type { Store } from './database.js';
import type { CountedPage, PageRequest } from './page.js';
import { COUNT_LIMIT, emptyPage, pageOf } from './page.js';
import type { ListedRow, SortedList } from './sorted-list.js';
import { listOrder, listRange } from './sorted-list.js';

export interface RowSelection {
  /** All of these must hold. */
  readonly conditions: readonly RawBuilder<boolean>[];
  /** Only rows that changed after this mark; null: any. */
  readonly changedAfter: ChangeMark | null;
  /** One of these holds, or the reader may not see the row; null: it may see any. */
  readonly reaches: readonly RawBuilder<boolean>[] | null;
  /** One of these; null: any. */
  readonly statuses: readonly string[] | null;
  /** One of these must hold; null: no search. */
  readonly searches: readonly RawBuilder<boolean>[] | null;
}

/** Reads a page of a list with whole rows. Without a selection nothing can match. */
export async function readSortedPage<Row, Node>(
  database: Store,
  list: SortedList,
  selection: RowSelection | undefined,
  request: PageRequest,
  nodeOf: (row: Row & ListedRow) => Node,
): Promise<CountedPage<Node>> {
  const range = listRange(list, request);
  if (!selection) return emptyPage;
  const marks = marksIn(list, selection, request);
  const order = listOrder(list, request);
  const conditions = conditionsOf(list, selection);
  const limit = sql`limit ${request.size + 1}`;
  const branches = branchesOf(selection).map(
    (branch) => sql`(
      select id, ${sql.ref(list.column)} from ${sql.table(list.table)}
      ${where([...conditions, ...range, ...branch])} ${order} ${limit}
    )`,
  );
  const { rows } = await sql<Row & ListedRow>`
    with page as (select * from (${sql.join(branches, sql` union `)}) found ${order} ${limit})
    select ${sql.table(list.table)}.*, ${sql.ref(`page.${list.column}`)} as key, ${lineage} as lineage
    from page join ${sql.table(list.table)} using (id)
    ${listOrder(list, request, 'page')}
  `.execute(database);
  if (list.isOfChanges || marks.length > 0) {
    const isEnd = list.isOfChanges && rows.length <= request.size;
    await checkMarks(database, list.table, marks, { rows, isEnd });
  }
  const page = pageOf(rows, request, (row) => ({ cursor: list.cursorOf(row), node: nodeOf(row) }));
  return { ...page, count: () => countRows(database, list, selection) };
}

/** All change marks in the request. */
function marksIn(
  list: SortedList,
  { changedAfter }: RowSelection,
  { after, before }: PageRequest,
): readonly ChangeMark[] {
  const cursors = list.isOfChanges ? [after, before] : [];
  return [
    ...(changedAfter === null ? [] : [changedAfter]),
    ...cursors.flatMap((cursor) => (cursor === null ? [] : [decodeChangeMark(list.table, cursor)])),
  ];
}

function conditionsOf(
  list: SortedList,
  { conditions, changedAfter }: RowSelection,
): readonly RawBuilder<boolean>[] {
  return [...list.conditions, ...conditions, ...(changedAfter === null ? [] : [isAfter(changedAfter)])];
}

async function countRows(database: Store, list: SortedList, selection: RowSelection): Promise<number> {
  const { reaches, statuses, searches } = selection;
  const all = [
    ...conditionsOf(list, selection),
    ...(reaches ? [anyOf(reaches)] : []),
    ...(statuses ? [sql<boolean>`status in (${sql.join(statuses)})`] : []),
    ...(searches ? [anyOf(searches)] : []),
  ];
  const { rows } = await sql<{ count: number }>`
    select count(*) as count
    from (select from ${sql.table(list.table)} ${where(all)} limit ${COUNT_LIMIT}) counted
  `.execute(database);
  return rows[0]?.count ?? 0;
}

/**
 * Splits the selection into alternatives, each answered by one index in the order of the list. With an OR, or several
 * statuses at once, PostgreSQL would collect and sort all matches.
 */
function branchesOf({
  reaches,
  statuses,
  searches,
}: RowSelection): readonly (readonly RawBuilder<boolean>[])[] {
  const byReach = alternatives(reaches);
  const byStatus = statuses ? [...new Set(statuses)].map((each) => [sql<boolean>`status = ${each}`]) : [[]];
  const bySearch = alternatives(searches);
  return byReach.flatMap((reach) =>
    byStatus.flatMap((status) => bySearch.map((search) => [...reach, ...status, ...search])),
  );
}

function alternatives(
  conditions: readonly RawBuilder<boolean>[] | null,
): readonly (readonly RawBuilder<boolean>[])[] {
  return conditions ? conditions.map((each) => [each]) : [[]];
}

function anyOf(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql`(${sql.join(conditions, sql` or `)})`;
}

function where(conditions: readonly RawBuilder<boolean>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
}
