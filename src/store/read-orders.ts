import { sql } from 'kysely';
import type { OrderClaimsTable } from '../../schema/database/tables.js';
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

interface OrderRow extends MarkedRow {
  readonly snapshot: OrderSnapshot;
  readonly event_count: number;
}

/** The stored orders with these ids, by id. */
export async function readOrders(
  database: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredOrder>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<OrderRow>`/* read-orders */
    select id, snapshot, event_count, changed_in, ${lineage} as lineage from orders where id = any (${ids}::text[])
  `.execute(database);
  return new Map(rows.map((row) => [row.id, { snapshot: markedOrderOf(row), eventCount: row.event_count }]));
}

export function markedOrderOf(row: Pick<OrderRow, keyof MarkedRow | 'snapshot'>): MarkedOrder {
  return { ...row.snapshot, changeMark: changeMarkOf('orders', row) };
}

/** Which of these ids an order has, or had before it was archived. */
export async function findClaims(
  database: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, true>> {
  const { rows } = await sql<Pick<OrderClaimsTable, 'order_id'>>`/* find-claims */
    select order_id from order_claims where order_id = any (${ids}::text[])
  `.execute(database);
  return new Map(rows.map((row) => [row.order_id, true]));
}
