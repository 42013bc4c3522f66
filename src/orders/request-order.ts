import type { Actor } from '../../schema/domain/actor.js';
import { refusalOf } from '../../schema/domain/judge-request.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { payloadHash } from '../../schema/domain/payload-hash.js';
import type { Refusal } from '../../schema/domain/request-outcome.js';
import { requestKey } from '../../schema/domain/request-outcome.js';
import type { RequestBody } from '../../schema/domain/requests.js';
import { tooManyRequests } from '../errors/api-errors.js';
import type { OrderWait } from '../feed/feed.js';
import type { RequestContext } from '../graphql/context.js';
import { within } from '../limits/time-limit.js';
import type { OrderSignal } from '../temporal/order-workflows.js';
import type { KnownOrder } from './known-order.js';
import { readRow } from './known-order.js';

/** The feed brings the outcome in about 25 ms; after this the workflow itself is asked. */
const FEED_PATIENCE = 300;

/** After this, counted from the mutation's begin, no worker is up: what was asked is stored, and judged later. */
const JUDGE_PATIENCE = 1_800;

/** How long a worker may take to tell the last state of a workflow that ended and has no row. */
const LAST_STATE_PATIENCE = 1_500;

/** A request that made sense, to an order that the caller may see. */
export interface OrderRequest {
  readonly orderId: string;
  readonly requestId: string;
  readonly actor: Actor;
  readonly body: RequestBody;
  readonly signal: OrderSignal;
}

/** What became of a request: the state it was judged in or led to, or that it waits to be judged. */
export type RequestResult =
  | { readonly kind: 'ACCEPTED'; readonly order: OrderSnapshot }
  | { readonly kind: 'REFUSED'; readonly order: OrderSnapshot; readonly refusal: Refusal }
  | { readonly kind: 'PENDING'; readonly order: OrderSnapshot };

/**
 * Asks an order's workflow for something, once however often it is repeated. The workflow judges; its
 * judgement comes with the first state that remembers it: from the row, the feed, or the workflow's own answer.
 */
export async function requestOrder(
  context: RequestContext,
  request: OrderRequest,
  known: KnownOrder,
  wait: OrderWait,
): Promise<RequestResult> {
  const remembered = outcomeIn(known.order, request);
  if (remembered) return remembered;
  // What has come to rest has no workflow any more.
  if (known.order.closedAt !== null) return tooLate(known.order, request);
  if (!context.requestLimit.take(request.orderId)) {
    throw tooManyRequests('This order is sent too many requests: slow down');
  }
  const sent = await context.workflows.signal(request.orderId, request.signal);
  switch (sent) {
    case 'SENT':
      return (await judgement(context, request, wait)) ?? pending(known, wait);
    case 'GONE':
      return gone(context, request, known);
    default:
      return sent satisfies never;
  }
}

/** The first state that remembers the request, in the time that is left; null when none comes. */
async function judgement(
  { workflows }: RequestContext,
  request: OrderRequest,
  wait: OrderWait,
): Promise<RequestResult | null> {
  const key = keyOf(request);
  const patience = Math.max(wait.since + JUDGE_PATIENCE - performance.now(), 2 * FEED_PATIENCE);
  const told = wait.first((order) => order.requests.some((outcome) => outcome.key === key), patience);
  const early = await within(FEED_PATIENCE, told);
  if (early) return outcomeIn(early, request);
  const asked = workflows.status(request.orderId, patience - FEED_PATIENCE).then(
    (answer) => (typeof answer === 'string' ? null : outcomeIn(answer, request)),
    () => null,
  );
  const late = told.then((order) => order && outcomeIn(order, request));
  return firstFound(asked, late);
}

/** The request is stored, whatever the state is that the payload shows: it may be older than what was just asked. */
async function pending({ order }: KnownOrder, wait: OrderWait): Promise<RequestResult> {
  // No more reading: the time is up, and the feed has brought what there is.
  const newest = await wait.first(() => true, 0);
  return { kind: 'PENDING', order: newest ?? order };
}

/** No workflow takes the request: it ended after the state that is known, or the Temporal Service has forgotten it. */
async function gone(
  context: RequestContext,
  request: OrderRequest,
  known: KnownOrder,
): Promise<RequestResult> {
  const row = await readRow(context, request.orderId);
  const order = row ?? (await lastState(context, request.orderId)) ?? known.order;
  return outcomeIn(order, request) ?? tooLate(order, request);
}

async function lastState({ workflows }: RequestContext, orderId: string): Promise<OrderSnapshot | null> {
  const answer = await workflows.status(orderId, LAST_STATE_PATIENCE);
  return typeof answer === 'string' ? null : answer;
}

/** The answer that the order remembers for this request; null when it remembers none. */
function outcomeIn(order: OrderSnapshot, request: OrderRequest): RequestResult | null {
  const key = keyOf(request);
  const outcomes = order.requests.filter((candidate) => candidate.key === key);
  if (outcomes.length === 0) return null;
  const hash = payloadHash(request.body);
  const outcome = outcomes.find((candidate) => candidate.payloadHash === hash);
  const refusal = outcome ? outcome.refusal : requestIdTaken;
  return refusal ? { kind: 'REFUSED', order, refusal } : { kind: 'ACCEPTED', order };
}

const requestIdTaken: Refusal = {
  code: 'REQUEST_ID_TAKEN',
  message: 'The request id was used for another request: choose a new one',
};

function tooLate(order: OrderSnapshot, { body }: OrderRequest): RequestResult {
  const refusal = refusalOf(order, body) ?? { code: 'ALREADY_FINAL', message: 'The order has ended' };
  return { kind: 'REFUSED', order, refusal };
}

function keyOf({ actor, body, requestId }: OrderRequest): string {
  return requestKey(actor, body.action, requestId);
}

/** The first of two that finds something; null when neither does. */
async function firstFound<Value>(
  one: Promise<Value | null>,
  other: Promise<Value | null>,
): Promise<Value | null> {
  const first = await Promise.race([one, other]);
  return first ?? (await one) ?? (await other);
}
