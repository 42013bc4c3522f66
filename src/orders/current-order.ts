import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { idProblem } from '../../schema/domain/text.js';
import type { RequestContext } from '../graphql/context.js';
import { within } from '../limits/time-limit.js';

/** How long a reader waits for the row before the workflow is asked too. */
const ROW_PATIENCE = 800;

/** How long the workflow may take to answer. */
const STATUS_PATIENCE = 1_000;

/**
 * The order as it is now: its row, or where that can't be had, the workflow's own answer: a new order has no row
 * yet, and the database may be away. Null: there is no such order.
 */
export async function currentOrder(
  { loaders, workflows }: RequestContext,
  orderId: string,
): Promise<OrderSnapshot | null> {
  if (idProblem(orderId) !== null) return null;
  const reading = loaders.orders.load(orderId);
  const row = await within(
    ROW_PATIENCE,
    reading.catch(() => null),
  );
  if (row) return row.snapshot;
  const answer = await workflows.status(orderId, STATUS_PATIENCE);
  if (typeof answer !== 'string') return answer;
  // Past the workflow's retention, or in an outage, the row has the last word.
  const late = await reading;
  if (late) return late.snapshot;
  switch (answer) {
    case 'GONE':
      return null;
    case 'NO_ANSWER':
      // No worker is up: the order is as it was placed.
      return workflows.placed(orderId);
    default:
      return answer satisfies never;
  }
}
