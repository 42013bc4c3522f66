import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { idProblem } from '../../schema/domain/text.js';
import { within } from '../limits/time-limit.js';
import type { OrderSources } from './order-sources.js';

/** How long a query waits for the row before the workflow is asked too. */
const QUERY_ROW_PATIENCE = 800;

/** How long a mutation waits for the row: without it, the Temporal Service can still tell. */
const MUTATION_ROW_PATIENCE = 400;

/** How long the workflow may take to answer. */
const STATUS_PATIENCE = 1_000;

type FindSources = Pick<OrderSources, 'readOrder' | 'recentOrders' | 'workflows'>;

/**
 * The order as it is now: its row, or where that cannot be had, the workflow's own answer: a new order has no row
 * yet, and the database may be away. Null: there is no such order.
 */
export async function findOrder(sources: FindSources, orderId: string): Promise<OrderSnapshot | null> {
  if (idProblem(orderId) !== null) return null;
  const reading = sources.readOrder(orderId);
  const row = await within(
    QUERY_ROW_PATIENCE,
    reading.catch(() => null),
  );
  if (row) return row;
  const answer = await sources.workflows.status(orderId, STATUS_PATIENCE);
  if (typeof answer !== 'string') return answer;
  // Past the workflow's retention, or in an outage, the row has the last word.
  const late = await reading;
  if (late) return late;
  switch (answer) {
    case 'GONE':
      return null;
    case 'NO_ANSWER':
      return lastKnownOrder(sources, orderId);
    default:
      return answer satisfies never;
  }
}

/** What can be known of an order before it is asked anything. */
export interface KnownOrder {
  /** The last state that is known; as it was placed when that is all. */
  readonly order: OrderSnapshot;
  /** Whether it is the stored state, not only what the order began as. */
  readonly isStored: boolean;
}

/** The order's row; without one, what the order began as. Null: there is no such order. */
export async function findKnownOrder(sources: FindSources, orderId: string): Promise<KnownOrder | null> {
  if (idProblem(orderId) !== null) return null;
  const row = await findRow(sources, orderId);
  if (row) return { order: row, isStored: true };
  const placed = await lastKnownOrder(sources, orderId);
  return placed && { order: placed, isStored: false };
}

/** The stored state; null without a row, and when the database does not say in time. */
export function findRow(
  { readOrder }: Pick<OrderSources, 'readOrder'>,
  orderId: string,
): Promise<OrderSnapshot | null> {
  return within(
    MUTATION_ROW_PATIENCE,
    readOrder(orderId).catch(() => null),
  );
}

/** No worker is up, or none was asked: the order is as it was shown last, or else as it was placed. */
async function lastKnownOrder(
  { recentOrders, workflows }: Pick<OrderSources, 'recentOrders' | 'workflows'>,
  orderId: string,
): Promise<OrderSnapshot | null> {
  return recentOrders.find(orderId) ?? workflows.placed(orderId);
}
