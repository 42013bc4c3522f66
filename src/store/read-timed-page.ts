import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Store } from './database.js';
import type { CountedPage, PageRequest } from './page.js';
import { COUNT_LIMIT, emptyPage, pageOf } from './page.js';
import type { TimedList } from './timed-key.js';
import { timedCursor, timedOrder, timedRange } from './timed-key.js';

/** Which rows a list shows. */
export interface RowSelection {
  /** All of these hold. */
  readonly conditions: readonly RawBuilder<boolean>[];
  /** One of these; null: any. */
  readonly statuses: readonly string[] | null;
  /** One of these holds; null: nothing is searched for. */
  readonly searches: readonly RawBuilder<boolean>[] | null;
}

interface TimedRow {
  readonly id: string;
  /** What the list is in the order of. */
  readonly time: Date;
}

/** A page of a list, with the whole row of each. Undefined as selection: nothing can match. */
export async function readTimedPage<Row, Node>(
  database: Store,
  list: TimedList,
  selection: RowSelection | undefined,
  request: PageRequest,
  nodeOf: (row: Row) => Node,
): Promise<CountedPage<Node>> {
  const range = timedRange(list, request);
  if (!selection) return emptyPage;
  const order = timedOrder(list, request);
  const limit = sql`limit ${request.size + 1}`;
  const branches = branchesOf(selection).map(
    (branch) => sql`(
      select id, ${sql.ref(list.column)} from ${sql.table(list.table)}
      ${where([...selection.conditions, ...range, ...branch])} ${order} ${limit}
    )`,
  );
  const { rows } = await sql<Row & TimedRow>`
    with page as (select * from (${sql.join(branches, sql` union `)}) found ${order} ${limit})
    select ${sql.table(list.table)}.*, ${sql.ref(`page.${list.column}`)} as time
    from page join ${sql.table(list.table)} using (id)
    ${timedOrder(list, request, 'page')}
  `.execute(database);
  const page = pageOf(rows, request, (row) => ({
    cursor: timedCursor(list, row.time, row.id),
    node: nodeOf(row),
  }));
  return { ...page, count: () => countRows(database, list, selection) };
}

async function countRows(database: Store, { table }: TimedList, selection: RowSelection): Promise<number> {
  const { conditions, statuses, searches } = selection;
  const all = [
    ...conditions,
    ...(statuses ? [sql<boolean>`status in (${sql.join(statuses)})`] : []),
    ...(searches ? [sql<boolean>`(${sql.join(searches, sql` or `)})`] : []),
  ];
  const { rows } = await sql<{ count: number }>`
    select count(*) as count
    from (select from ${sql.table(table)} ${where(all)} limit ${COUNT_LIMIT}) counted
  `.execute(database);
  return rows[0]?.count ?? 0;
}

/**
 * The selection as alternatives that one index each answers in the order of the list: an OR, or several
 * statuses at once, would have PostgreSQL collect and sort all that match.
 */
function branchesOf({ statuses, searches }: RowSelection): readonly (readonly RawBuilder<boolean>[])[] {
  const byStatus = statuses ? [...new Set(statuses)].map((each) => [sql<boolean>`status = ${each}`]) : [[]];
  const bySearch = searches ? searches.map((each) => [each]) : [[]];
  return byStatus.flatMap((one) => bySearch.map((other) => [...one, ...other]));
}

function where(conditions: readonly RawBuilder<boolean>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
}
