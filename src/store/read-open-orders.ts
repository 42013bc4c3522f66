import { sql } from 'kysely';
import type { OrderStatus } from '../../schema/domain/order-status.js';
import { orderStatuses } from '../../schema/domain/order-status.js';
import type { Store } from './database.js';

/** How many orders of a status are not closed. */
export interface OpenOrders {
  readonly status: OrderStatus;
  readonly count: number;
}

/** Counts the open orders of each status, none of them as 0. What is closed is not looked at, however much there is. */
export async function readOpenOrders(database: Store): Promise<readonly OpenOrders[]> {
  const { rows } = await sql<OpenOrders>`
    select status, count(*) as count from orders where closed_at is null group by status
  `.execute(database);
  const counts = new Map(rows.map(({ status, count }) => [status, count]));
  return orderStatuses.map((status) => ({ status, count: counts.get(status) ?? 0 }));
}
