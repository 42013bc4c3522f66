import { within } from '../../runtime/retry/time-limit.js';
import { NO_ORDER_ID } from '../../schema/domain/ids.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { idProblem } from '../../schema/domain/text.js';
import type { OrderSources } from './order-sources.js';

/** How long a query waits for the row before it asks the workflow too. */
const QUERY_ROW_PATIENCE = 800;

/** How long a mutation waits for the row before it asks the Temporal Service. */
const MUTATION_ROW_PATIENCE = 400;

/** How long the workflow may take to answer. */
const STATUS_PATIENCE = 1_000;

type FindSources = Pick<OrderSources, 'readOrder' | 'recentOrders' | 'workflows'>;

/**
 * The order, if the caller may see it. An order that it may not see takes as long to be not found as one that does not
 * exist, so that the time does not reveal it.
 */
export async function findVisibleOrder(
  sources: FindSources,
  orderId: string,
  maySee: (order: OrderSnapshot) => boolean,
): Promise<OrderSnapshot | null> {
  const order = await findOrder(sources, orderId);
  if (!order || maySee(order)) return order;
  await sources.workflows.status(NO_ORDER_ID, STATUS_PATIENCE);
  return null;
}

/**
 * The order as it is now: its row, or the workflow's own answer while there is no row yet or the database is down.
 * Null: there is no such order.
 */
async function findOrder(sources: FindSources, orderId: string): Promise<OrderSnapshot | null> {
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

/** What is known of an order before a request is sent to it. */
export interface KnownOrder {
  /** The last known state, at least the order as placed. */
  readonly order: OrderSnapshot;
  /** Whether it comes from the read model. */
  readonly isStored: boolean;
}

/** The order's row; without one, the order as it was shown last or placed. Null: there is no such order. */
export async function findKnownOrder(sources: FindSources, orderId: string): Promise<KnownOrder | null> {
  if (idProblem(orderId) !== null) return null;
  const row = await findRow(sources, orderId);
  if (row) return { order: row, isStored: true };
  const placed = await lastKnownOrder(sources, orderId);
  return placed && { order: placed, isStored: false };
}

/** The stored state; null without a row, or when the database does not answer in time. */
export function findRow(
  { readOrder }: Pick<OrderSources, 'readOrder'>,
  orderId: string,
): Promise<OrderSnapshot | null> {
  return within(
    MUTATION_ROW_PATIENCE,
    readOrder(orderId).catch(() => null),
  );
}

/** Without an answer of the workflow: the order as this process showed it last, or as it was placed. */
async function lastKnownOrder(
  { recentOrders, workflows }: Pick<OrderSources, 'recentOrders' | 'workflows'>,
  orderId: string,
): Promise<OrderSnapshot | null> {
  return recentOrders.find(orderId) ?? workflows.placed(orderId);
}
