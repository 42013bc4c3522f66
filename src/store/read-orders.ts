import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { Store } from './database.js';

/** An order as the read model holds it, and how many timeline events it has: the newest has that sequence. */
export interface StoredOrder {
  readonly snapshot: OrderSnapshot;
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
    .select(['id', 'snapshot', 'event_count'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, { snapshot: row.snapshot, eventCount: row.event_count }]));
}
