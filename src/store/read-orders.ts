import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { MarkedRow } from './change-marks.js';
import { changeMarkOf, lineage } from './change-marks.js';
import type { Store } from './database.js';

/** An order as its row has it, and when that was written. */
export interface MarkedOrder extends OrderSnapshot {
  readonly changeMark: string;
}

/** An order as the read model holds it, and how many timeline events it has: the newest has that sequence. */
export interface StoredOrder {
  readonly snapshot: MarkedOrder;
  readonly eventCount: number;
}

/** The orders with these ids that the read model holds, by id. */
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

/** The order in a row. */
export function markedOrderOf(row: MarkedRow & { readonly snapshot: OrderSnapshot }): MarkedOrder {
  return { ...row.snapshot, changeMark: changeMarkOf('orders', row) };
}
