import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { OrderStatus } from '../../schema/domain/order-status.js';
import { textProblem } from '../../schema/domain/text.js';
import type { OrderSort } from '../../schema/graphql/enums.js';
import type { Store } from './database.js';
import { prefixPattern } from './like-pattern.js';
import type { CountedPage, PageRequest } from './page.js';
import type { RowSelection } from './read-timed-page.js';
import { readTimedPage } from './read-timed-page.js';
import type { TimedList } from './timed-key.js';

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
  PLACED_AT_DESC: { table: 'orders', tag: 'placed-desc', column: 'placed_at', descending: true },
  PLACED_AT_ASC: { table: 'orders', tag: 'placed-asc', column: 'placed_at', descending: false },
  UPDATED_AT_DESC: { table: 'orders', tag: 'updated-desc', column: 'updated_at', descending: true },
};

/** A page of orders. */
export function readOrderPage(
  database: Store,
  selection: OrderSelection,
  sort: keyof typeof OrderSort,
  request: PageRequest,
): Promise<CountedPage<OrderSnapshot>> {
  return readTimedPage<{ readonly snapshot: OrderSnapshot }, OrderSnapshot>(
    database,
    lists[sort],
    rowsOf(selection),
    request,
    ({ snapshot }) => snapshot,
  );
}

function rowsOf(selection: OrderSelection): RowSelection | undefined {
  const { status, customerId, reach, search, placedAfter, placedBefore, updatedAfter } = selection;
  // PostgreSQL would take some of these texts for a fault.
  const unstorable = [customerId, search].some((text) => text && textProblem(text) !== null);
  if (status?.length === 0 || unstorable) return undefined;
  const conditions: RawBuilder<boolean>[] = [];
  if (reach !== null) conditions.push(sql`customer_id = ${reach}`);
  if (customerId != null) conditions.push(sql`customer_id = ${customerId}`);
  if (placedAfter) conditions.push(sql`placed_at > ${placedAfter}`);
  if (placedBefore) conditions.push(sql`placed_at < ${placedBefore}`);
  if (updatedAfter) conditions.push(sql`updated_at > ${updatedAfter}`);
  return { conditions, statuses: status ?? null, searches: search ? searchConditions(search) : null };
}

function searchConditions(search: string): readonly RawBuilder<boolean>[] {
  // Ids and SKUs are mostly in capitals, people mostly don't type them.
  const spellings = [...new Set([search, search.toUpperCase()])];
  return [
    sql`customer_id = ${search}`,
    ...spellings.map((text) => sql<boolean>`id like ${prefixPattern(text)}`),
    ...spellings.map((text) => sql<boolean>`skus @> array[${text}]::text[]`),
  ];
}
