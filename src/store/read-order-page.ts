import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { textProblem } from '../../schema/domain/text.js';
import type { OrderSort } from '../../schema/graphql/enums.js';
import type { OrderFilter } from '../../schema/graphql/list-arguments.js';
import { badInput } from '../errors/api-errors.js';
import { decodeChangeMark } from './change-marks.js';
import type { Store } from './database.js';
import { prefixPattern } from './like-pattern.js';
import type { CountedPage, PageRequest } from './page.js';
import { MAX_PAGE_SIZE } from './page.js';
import type { MarkedOrder } from './read-orders.js';
import { markedOrderOf } from './read-orders.js';
import { readNamedSkus } from './read-products.js';
import type { Condition, RowSelection, Searches } from './read-sorted-page.js';
import { readSortedPage } from './read-sorted-page.js';
import type { SortedList } from './sorted-list.js';
import { changeList, timedList } from './sorted-list.js';

/** Which orders a list shows. All given conditions must hold. */
export interface OrderSelection extends OrderFilter {
  /** The only customer whose orders the caller may see; null: all. */
  readonly reach: string | null;
}

const lists: Readonly<Record<keyof typeof OrderSort, SortedList>> = {
  PLACED_AT_DESC: timedList('orders', 'placed-desc', 'placed_at', 'desc'),
  PLACED_AT_ASC: timedList('orders', 'placed-asc', 'placed_at', 'asc'),
  UPDATED_AT_DESC: timedList('orders', 'updated-desc', 'updated_at', 'desc'),
  UPDATED_AT_ASC: timedList('orders', 'updated-asc', 'updated_at', 'asc'),
  CHANGED_ASC: changeList('orders'),
};

export async function readOrderPage(
  database: Store,
  selection: OrderSelection,
  sort: keyof typeof OrderSort,
  request: PageRequest,
): Promise<CountedPage<MarkedOrder>> {
  checkIds(selection);
  const { search } = selection;
  const named = search?.trim() && textProblem(search) === null ? await readNamedSkus(database, search) : [];
  return readSortedPage<{ readonly snapshot: OrderSnapshot }, MarkedOrder>(
    database,
    lists[sort],
    rowsOf(selection, named),
    request,
    markedOrderOf,
  );
}

/** Throws BAD_USER_INPUT for more ids than a page has orders. */
export function checkIds({ ids }: Pick<OrderFilter, 'ids'>): void {
  if ((ids?.length ?? 0) > MAX_PAGE_SIZE) throw badInput(`ids takes at most ${MAX_PAGE_SIZE} ids`);
}

function rowsOf(selection: OrderSelection, named: readonly string[]): RowSelection | undefined {
  const { ids, status, open, customerId, sku, isLate, reach, search } = selection;
  const { placedAfter, placedBefore, updatedAfter, updatedBefore, changedAfter } = selection;
  const mark = changedAfter == null ? null : decodeChangeMark('orders', changedAfter);
  // PostgreSQL refuses texts that it cannot store.
  const unstorable = [customerId, sku, search].some((text) => text && textProblem(text) !== null);
  const storableIds = ids?.filter((id) => textProblem(id) === null);
  if (status?.length === 0 || storableIds?.length === 0 || unstorable) return undefined;
  const conditions: Condition[] = [];
  if (customerId != null) conditions.push(sql`customer_id = ${customerId}`);
  if (storableIds) conditions.push(sql`id in (${sql.join(storableIds)})`);
  if (open != null) conditions.push(open ? sql`closed_at is null` : sql`closed_at is not null`);
  if (sku != null) conditions.push({ sku });
  if (isLate != null) conditions.push(isLate ? sql`is_late` : sql`not is_late`);
  // An order is never updated before it is placed. Bounding the other time as well helps the lists that it sorts.
  if (placedAfter) {
    conditions.push(
      sql`placed_at > ${placedAfter}`,
      sql`updated_at > ${placedAfter}::timestamptz - ${CLOCK_SKEW}`,
    );
  }
  if (placedBefore) conditions.push(sql`placed_at < ${placedBefore}`);
  if (updatedAfter) conditions.push(sql`updated_at > ${updatedAfter}`);
  if (updatedBefore) {
    conditions.push(
      sql`updated_at < ${updatedBefore}`,
      sql`placed_at < ${updatedBefore}::timestamptz + ${CLOCK_SKEW}`,
    );
  }
  return {
    conditions,
    changedAfter: mark,
    reaches: reach === null ? null : [sql`customer_id = ${reach}`],
    statuses: status ?? null,
    searches: search ? searchesOf(search, named, reach) : null,
  };
}

/** How far the clocks of a Temporal Service may differ: one may time the placing of an order, another its updates. */
const CLOCK_SKEW = sql`interval '10 minutes'`;

/** How many orders are looked at of all that have a name, tracking number or product like what is searched for. */
const MAX_CANDIDATES = 1_000;

/**
 * What an order is found by.
 * @param named the SKUs of the products whose names contain what is searched for
 */
function searchesOf(search: string, named: readonly string[], reach: string | null): Searches {
  // Most ids and SKUs are in capitals, which people rarely type.
  const spellings = [...new Set([search, search.toUpperCase()])];
  // Of one product all orders are found, in the order of the list.
  const skus = new Set([...spellings, ...(named.length === 1 ? named : [])]);
  return {
    inOrder: [
      sql`customer_id = ${search}`,
      ...spellings.map((text) => sql<boolean>`id like ${prefixPattern(text)}`),
      ...[...skus].map((sku) => ({ sku })),
    ],
    limited:
      search.trim() === ''
        ? []
        : [
            // The name itself before longer ones, of each the newest orders.
            ordersWith(
              sql`order_recipients`,
              sql`term ^@ recipient_term(${search}::text)`,
              sql`term using ~<~, ordered_at desc, order_id`,
              reach,
            ),
            ...spellings.map((text) =>
              ordersWith(
                sql`shipments`,
                sql`tracking_number like ${prefixPattern(text)}`,
                sql`tracking_number using ~<~`,
                reach,
              ),
            ),
            ...(named.length > 1 ? [ordersOfProducts(named, reach)] : []),
          ],
  };
}

/** Orders that have such a row in another table. Of all orders only the first are taken; a customer has few. */
function ordersWith(
  table: RawBuilder<unknown>,
  condition: RawBuilder<boolean>,
  order: RawBuilder<unknown>,
  reach: string | null,
): RawBuilder<boolean> {
  const rows = sql`from ${table} where ${condition}`;
  return reach === null
    ? sql`orders.id in (select order_id ${rows} order by ${order} limit ${MAX_CANDIDATES})`
    : sql`exists (select ${rows} and order_id = orders.id)`;
}

/** Orders of one of these products; of all orders the newest of each product, as many as are looked at in all. */
function ordersOfProducts(skus: readonly string[], reach: string | null): RawBuilder<boolean> {
  if (reach !== null) {
    return sql`exists (select from order_skus where sku in (${sql.join(skus)}) and order_id = orders.id)`;
  }
  const ofEach = Math.floor(MAX_CANDIDATES / skus.length);
  return sql`orders.id in (
    select order_id from unnest(array[${sql.join(skus)}]::text[]) as product (sku) cross join lateral (
      select order_id from order_skus where order_skus.sku = product.sku
      order by ordered_at desc, order_id desc limit ${ofEach}
    ) newest
  )`;
}
