import { sql } from 'kysely';
import type { OrderStatus } from '../../schema/domain/order-status.js';
import { isFinalOrderStatus, orderStatuses } from '../../schema/domain/order-status.js';
import type { Store } from './database.js';

/** How many orders have a status that is not final. */
export interface OpenOrders {
  readonly status: OrderStatus;
  readonly count: number;
}

const open = orderStatuses.filter((status) => !isFinalOrderStatus(status));

/** Counts the orders of each status that is not final, from the index of statuses: final ones are not looked at, however many there are. */
export async function readOpenOrders(database: Store): Promise<readonly OpenOrders[]> {
  const { rows } = await sql<OpenOrders>`
    select status, count(*) as count from orders where status in (${sql.join(open)}) group by status
  `.execute(database);
  const counts = new Map(rows.map(({ status, count }) => [status, count]));
  return open.map((status) => ({ status, count: counts.get(status) ?? 0 }));
}
