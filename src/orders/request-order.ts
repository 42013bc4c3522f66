import { within } from '../../runtime/retry/time-limit.js';
import { NO_ORDER_ID } from '../../schema/domain/ids.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { idProblem } from '../../schema/domain/text.js';
import { tooManyRequests, unavailable } from '../errors/api-errors.js';
import type { OrderWaiter } from '../feed/orders/order-waiter.js';
import type { KnownOrder } from './find-order.js';
import { findKnownOrder, findRow } from './find-order.js';
import type { AskedRequest, OrderRequest, RequestResult } from './order-request.js';
import { answerOf, askedOf, lateAnswer } from './order-request.js';
import type { OrderSources } from './order-sources.js';

/** The feed brings the outcome in about 25 ms. After this time the workflow is queried too. */
const FEED_PATIENCE = 300;

/** Without an outcome after this time, counted from the start of the mutation, the request is pending. */
const JUDGE_PATIENCE = 1_800;

/** How long a worker may take to return the state of an order without a row. */
const STATE_PATIENCE = 1_000;

/** How long a worker may take to return the last state of a workflow that ended and has no row. */
const LAST_STATE_PATIENCE = 1_500;

/**
 * Sends the request to the order's workflow, which judges it. The outcome comes with the first state that holds it: from the
 * row, the feed, or a query of the workflow.
 */
export async function requestOrder(sources: OrderSources, request: OrderRequest): Promise<RequestResult> {
  const { orderId } = request;
  if (idProblem(orderId) !== null) return { kind: 'NOT_FOUND' };
  // Before the row is read and the signal is sent, so that nothing in between is missed.
  using wait = sources.feed.waitForOrder(orderId);
  const known = await findKnownOrder(sources, orderId);
  if (!known) return { kind: 'NOT_FOUND' };
  const order = await visibleIn(sources, known, request);
  if (!order) {
    // What an order that does not exist costs, so that the time does not reveal this one.
    await sources.workflows.placed(NO_ORDER_ID);
    return { kind: 'NOT_FOUND' };
  }
  const asked = askedOf(request, order);
  if ('refusal' in asked) return { kind: 'REFUSED', order, refusal: asked.refusal };
  const answer = answerOf(order, asked);
  if (answer) return answer;
  const pause = sources.requestLimit.take(asked.actor, orderId);
  if (pause !== null) throw tooManyRequests('This order gets too many requests', pause);
  const sent = await sources.workflows.signal(orderId, asked.signal);
  switch (sent) {
    case 'SENT':
      return (await judgement(sources, orderId, asked, wait)) ?? pending(order, wait);
    case 'GONE':
      return gone(sources, order, asked);
    default:
      return sent satisfies never;
  }
}

/** The order, if the caller may see what the request is about; null otherwise. */
async function visibleIn(
  { workflows }: OrderSources,
  { order, isStored }: KnownOrder,
  { message, maySee, seesAll }: OrderRequest,
): Promise<OrderSnapshot | null> {
  if (maySee(order)) return order;
  if (message.name !== 'updateShipment') return null;
  // The order as it was placed has no shipments yet, and its row may be behind: the workflow knows them.
  if (seesAll && order.closedAt === null) return order;
  if (isStored) return null;
  const answer = await workflows.status(order.id, STATE_PATIENCE);
  switch (answer) {
    case 'GONE':
      return null;
    case 'NO_ANSWER':
      throw unavailable('The shipment cannot be looked up for now');
    default:
      return maySee(answer) ? answer : null;
  }
}

/** The answer of the first state that has one; null when none comes in time. */
async function judgement(
  { workflows }: OrderSources,
  orderId: string,
  asked: AskedRequest,
  wait: OrderWaiter,
): Promise<RequestResult | null> {
  const patience = Math.max(wait.since + JUDGE_PATIENCE - performance.now(), 2 * FEED_PATIENCE);
  const announced = wait
    .first((order) => answerOf(order, asked) !== null, patience)
    .then((order) => order && answerOf(order, asked));
  const early = await within(FEED_PATIENCE, announced);
  if (early) return early;
  const answered = workflows.status(orderId, patience - FEED_PATIENCE).then(
    (answer) => (typeof answer === 'string' ? null : answerOf(answer, asked)),
    () => null,
  );
  return (await Promise.race([answered, announced])) ?? (await answered) ?? (await announced);
}

/** The request is stored. The state in the payload may be older than the request. */
async function pending(order: OrderSnapshot, wait: OrderWaiter): Promise<RequestResult> {
  // No further read: the time is up, and the feed has the newest state.
  const newest = await wait.first(() => true, 0);
  return { kind: 'PENDING', order: newest ?? order };
}

/** The workflow has ended since the known state, or the Temporal Service has deleted it. */
async function gone(
  sources: OrderSources,
  known: OrderSnapshot,
  asked: AskedRequest,
): Promise<RequestResult> {
  const row = await findRow(sources, known.id);
  const order = row ?? (await lastState(sources, known.id)) ?? known;
  return lateAnswer(order, asked);
}

async function lastState({ workflows }: OrderSources, orderId: string): Promise<OrderSnapshot | null> {
  const answer = await workflows.status(orderId, LAST_STATE_PATIENCE);
  return typeof answer === 'string' ? null : answer;
}
