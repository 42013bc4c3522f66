import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ChangeMark } from './change-marks.js';
import { checkMarks, decodeChangeMark, isAfter, lineage } from './change-marks.js';
import type { Store } from './database.js';
import type { CountedPage, PageRequest } from './page.js';
import { COUNT_LIMIT, emptyPage, pageOf } from './page.js';
import type { ListedRow, ListKey, SortedList } from './sorted-list.js';
import { listOrder, listRange, ownKey } from './sorted-list.js';

/** A condition on the row, or a SKU that its order must have. */
export type Condition = RawBuilder<boolean> | { readonly sku: string };

/** What is searched for: a row is found when one of all these holds. */
export interface Searches {
  /** Each of them answered by an index in the order of the list. */
  readonly inOrder: readonly Condition[];
  /** Each of them true of a limited number of rows, which are sorted. */
  readonly limited: readonly RawBuilder<boolean>[];
}

export interface RowSelection {
  /** All of these must hold. */
  readonly conditions: readonly Condition[];
  /** Only rows that changed after this mark; null: any. */
  readonly changedAfter: ChangeMark | null;
  /** One of these holds, or the reader may not see the row; null: it may see any. */
  readonly reaches: readonly RawBuilder<boolean>[] | null;
  /** One of these; null: any. */
  readonly statuses: readonly string[] | null;
  /** Null: no search. */
  readonly searches: Searches | null;
}

const WHOLE: PageRequest = { size: COUNT_LIMIT, fromEnd: false, after: null, before: null };

/** Reads a page of a list with whole rows. Without a selection nothing can match. */
export async function readSortedPage<Row, Node>(
  database: Store,
  list: SortedList,
  selection: RowSelection | undefined,
  request: PageRequest,
  nodeOf: (row: Row & ListedRow) => Node,
): Promise<CountedPage<Node>> {
  // A bad cursor is refused even when nothing can match.
  listRange(list, request);
  if (!selection) return emptyPage;
  const marks = marksIn(list, selection, request);
  const order = listOrder(list, request);
  const limit = sql`limit ${request.size + 1}`;
  const branches = branchesOf(list, selection).map(
    (branch) => sql`(
      select id, ${sql.ref(list.column)} ${rowsOf(list, branch, request)}
      ${listOrder(list, request, keyOf(list, branch))} ${limit}
    )`,
  );
  const { rows } = await sql<Row & ListedRow>`
    with page as (select * from (${sql.join(branches, sql` union `)}) found ${order} ${limit})
    select ${sql.table(list.table)}.*, ${sql.ref(`page.${list.column}`)} as key, ${lineage} as lineage
    from page join ${sql.table(list.table)} using (id)
    ${listOrder(list, request, ownKey(list, 'page'))}
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

async function countRows(database: Store, list: SortedList, selection: RowSelection): Promise<number> {
  const limit = sql`limit ${COUNT_LIMIT}`;
  const branches = branchesOf(list, selection).map(
    (branch) => sql`(select id ${rowsOf(list, branch)} ${limit})`,
  );
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from (${sql.join(branches, sql` union `)}) found ${limit}) counted
  `.execute(database);
  return rows[0]?.count ?? 0;
}

/**
 * Splits the selection into alternatives, each answered by one index in the order of the list. With an OR, or several
 * statuses at once, PostgreSQL would collect and sort all matches.
 */
function branchesOf(
  list: SortedList,
  { conditions, changedAfter, reaches, statuses, searches }: RowSelection,
): readonly (readonly Condition[])[] {
  const always = [
    ...list.conditions,
    ...conditions,
    ...(changedAfter === null ? [] : [isAfter(changedAfter)]),
  ];
  const byReach = alternatives(reaches);
  // A list may name a status thousands of times: more parameters than PostgreSQL takes.
  const distinct = statuses && [...new Set(statuses)];
  const byStatus = distinct ? distinct.map((each) => [sql<boolean>`status = ${each}`]) : [[]];
  const inAnyStatus = distinct ? [sql<boolean>`status in (${sql.join(distinct)})`] : [];
  const inOrder = alternatives(searches?.inOrder ?? null);
  const limited = (searches?.limited ?? []).map((search) => [...inAnyStatus, search]);
  const found = [
    ...byStatus.flatMap((status) => inOrder.map((search) => [...status, ...search])),
    ...limited,
  ];
  return byReach.flatMap((reach) => found.map((conditions) => [...always, ...reach, ...conditions]));
}

function alternatives(conditions: readonly Condition[] | null): readonly (readonly Condition[])[] {
  return conditions ? conditions.map((each) => [each]) : [[]];
}

/** The `from` and `where` of an alternative, limited to the requested page. */
function rowsOf(
  list: SortedList,
  branch: readonly Condition[],
  request: PageRequest = WHOLE,
): RawBuilder<unknown> {
  const joins = skusIn(branch).map((sku, index) => {
    const table = skuTable(index);
    return sql`join order_skus as ${sql.table(table)}
      on ${sql.ref(`${table}.order_id`)} = id and ${sql.ref(`${table}.sku`)} = ${sku}`;
  });
  const conditions = [
    ...branch.flatMap((condition) => ('sku' in condition ? [] : [condition])),
    ...listRange(list, request, keyOf(list, branch)),
  ];
  return sql`from ${sql.table(list.table)} ${joins.length === 0 ? sql`` : sql.join(joins, sql` `)}
    ${conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`}`;
}

/** The key of the list in an alternative. An index holds the orders of each SKU in the order of placing. */
function keyOf(list: SortedList, branch: readonly Condition[]): ListKey {
  if (list.column !== 'placed_at' || skusIn(branch).length === 0) return ownKey(list);
  return [sql.ref(`${skuTable(0)}.ordered_at`), sql.ref(`${skuTable(0)}.order_id`)];
}

function skusIn(branch: readonly Condition[]): readonly string[] {
  return branch.flatMap((condition) => ('sku' in condition ? [condition.sku] : []));
}

function skuTable(index: number): string {
  return `sku_${index}`;
}
