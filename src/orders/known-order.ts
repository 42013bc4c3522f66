import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { idProblem } from '../../schema/domain/text.js';
import type { RequestContext } from '../graphql/context.js';
import { within } from '../limits/time-limit.js';
import { readOrders } from '../store/read-orders.js';

/** How long a mutation waits for the row: without it, the Temporal Service can still tell. */
const ROW_PATIENCE = 400;

/** What can be known of an order before it is asked anything. */
export interface KnownOrder {
  /** The last state that is known; as it was placed when that is all. */
  readonly order: OrderSnapshot;
  /** Whether it is the stored state, not only what the order began as. */
  readonly stored: boolean;
}

/**
 * The order's row; without one, what its workflow was started with: a new order has no row yet, and the
 * database may be away. Null: there is no such order.
 */
export async function findOrder(context: RequestContext, orderId: string): Promise<KnownOrder | null> {
  if (idProblem(orderId) !== null) return null;
  const row = await readRow(context, orderId);
  if (row) return { order: row, stored: true };
  const placed = await context.workflows.placed(orderId);
  return placed && { order: placed, stored: false };
}

/** The stored state; null without a row, and when the database does not say in time. */
export async function readRow(
  { database }: Pick<RequestContext, 'database'>,
  orderId: string,
): Promise<OrderSnapshot | null> {
  const reading = readOrders(database, [orderId]).then(
    (found) => found.get(orderId)?.snapshot ?? null,
    () => null,
  );
  return within(ROW_PATIENCE, reading);
}
