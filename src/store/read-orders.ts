import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { MarkedRow } from './change-marks.js';
import { changeMarkOf, lineage } from './change-marks.js';
import type { Store } from './database.js';

/** An order with the change mark of its row. */
export interface MarkedOrder extends OrderSnapshot {
  readonly changeMark: string;
}

/** An order of the read model, and how many timeline events it has. */
export interface StoredOrder {
  readonly snapshot: MarkedOrder;
  readonly eventCount: number;
}

/** The stored orders with these ids, by id. */
export async function readOrders(
  database: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredOrder>> {
  if (ids.length === 0) return new Map();
  const rows = await database
    .selectFrom('orders')
    .select(['id', 'snapshot', 'event_count', 'changed_in', lineage.as('lineage')])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, { snapshot: markedOrderOf(row), eventCount: row.event_count }]));
}

export function markedOrderOf(row: MarkedRow & { readonly snapshot: OrderSnapshot }): MarkedOrder {
  return { ...row.snapshot, changeMark: changeMarkOf('orders', row) };
}

/** Which of these ids an order has, or had before it was archived. */
export async function findClaims(
  database: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, true>> {
  const rows = await database
    .selectFrom('order_claims')
    .select('order_id')
    .where('order_id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.order_id, true]));
}
