import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { OrderStatus } from '../../schema/domain/order-status.js';
import { textProblem } from '../../schema/domain/text.js';
import type { OrderSort } from '../../schema/graphql/enums.js';
import type { Store } from './database.js';
import { prefixPattern } from './like-pattern.js';
import type { CountedPage, PageRequest } from './page.js';
import { COUNT_LIMIT, emptyPage, pageOf } from './page.js';
import type { TimedList } from './timed-key.js';
import { timedCursor, timedRange } from './timed-key.js';

/** Which orders a list shows; what is left out does not matter. */
export interface OrderSelection {
  readonly status?: readonly OrderStatus[] | null;
  readonly customerId?: string | null;
  /** The only customer whose orders the reader may see; null: everybody's. */
  readonly reach: string | null;
  readonly placedAfter?: Date | null;
  readonly placedBefore?: Date | null;
  readonly updatedAfter?: Date | null;
  readonly search?: string | null;
}

const lists: Readonly<Record<keyof typeof OrderSort, TimedList>> = {
  PLACED_AT_DESC: { tag: 'placed-desc', column: 'placed_at', descending: true },
  PLACED_AT_ASC: { tag: 'placed-asc', column: 'placed_at', descending: false },
  UPDATED_AT_DESC: { tag: 'updated-desc', column: 'updated_at', descending: true },
};

interface OrderRow {
  readonly id: string;
  readonly time: Date;
  readonly snapshot: OrderSnapshot;
}

/** A page of orders. */
export async function readOrderPage(
  database: Store,
  selection: OrderSelection,
  sort: keyof typeof OrderSort,
  request: PageRequest,
): Promise<CountedPage<OrderSnapshot>> {
  const list = lists[sort];
  const range = timedRange(list, request);
  if (matchesNothing(selection)) return emptyPage;
  const common = [...commonConditions(selection), ...range.conditions];
  const limit = sql`order by ${range.orderBy} limit ${request.size + 1}`;
  const branches = branchConditions(selection).map(
    (branch) =>
      sql`(select id, ${sql.ref(list.column)} from orders ${where([...common, ...branch])} ${limit})`,
  );
  const { rows } = await sql<OrderRow>`
    with page as (select * from (${sql.join(branches, sql` union `)}) found ${limit})
    select id, ${sql.ref(`page.${list.column}`)} as time, snapshot
    from page join orders using (id)
    order by ${qualified(list, request)}
  `.execute(database);
  const page = pageOf(rows, request, ({ id, time, snapshot }) => ({
    cursor: timedCursor(list, time, id),
    node: snapshot,
  }));
  return { ...page, count: () => countOrders(database, selection) };
}

async function countOrders(database: Store, selection: OrderSelection): Promise<number> {
  const { status, search } = selection;
  const conditions = [...commonConditions(selection)];
  if (status) conditions.push(sql<boolean>`status in (${sql.join(status)})`);
  if (search) conditions.push(sql<boolean>`(${sql.join(searchConditions(search), sql` or `)})`);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select from orders ${where(conditions)} limit ${COUNT_LIMIT}) counted
  `.execute(database);
  return rows[0]?.count ?? 0;
}

function commonConditions(selection: OrderSelection): readonly RawBuilder<boolean>[] {
  const { customerId, reach, placedAfter, placedBefore, updatedAfter } = selection;
  const conditions: RawBuilder<boolean>[] = [];
  if (reach !== null) conditions.push(sql`customer_id = ${reach}`);
  if (customerId != null) conditions.push(sql`customer_id = ${customerId}`);
  if (placedAfter) conditions.push(sql`placed_at > ${placedAfter}`);
  if (placedBefore) conditions.push(sql`placed_at < ${placedBefore}`);
  if (updatedAfter) conditions.push(sql`updated_at > ${updatedAfter}`);
  return conditions;
}

/**
 * The selection as alternatives that one index each answers in the order of the list: an OR, or several
 * statuses at once, would have PostgreSQL collect and sort all that match.
 */
function branchConditions({ status, search }: OrderSelection): readonly (readonly RawBuilder<boolean>[])[] {
  const statuses = status ? [...new Set(status)].map((each) => [sql<boolean>`status = ${each}`]) : [[]];
  const searches = search ? searchConditions(search).map((each) => [each]) : [[]];
  return statuses.flatMap((one) => searches.map((other) => [...one, ...other]));
}

function searchConditions(search: string): readonly RawBuilder<boolean>[] {
  return [
    sql`id like ${prefixPattern(search)}`,
    sql`customer_id = ${search}`,
    sql`skus @> array[${search}]::text[]`,
  ];
}

/** Whether no order can match: PostgreSQL would take some of these texts for a fault. */
function matchesNothing({ status, customerId, search }: OrderSelection): boolean {
  const unstorable = (text: string | null | undefined) => text != null && textProblem(text) !== null;
  return status?.length === 0 || unstorable(customerId) || unstorable(search);
}

function where(conditions: readonly RawBuilder<boolean>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
}

function qualified(list: TimedList, { fromEnd }: PageRequest): RawBuilder<unknown> {
  const direction = list.descending === fromEnd ? sql`asc` : sql`desc`;
  return sql`${sql.ref(`page.${list.column}`)} ${direction}, id ${direction}`;
}
