import type { Actor } from '../../schema/domain/actor.js';
import { answerIn, tooLate } from '../../schema/domain/judge-request.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { IdentifiedRequest, Refusal } from '../../schema/domain/request-outcome.js';
import { parseAmend, parseCancel, parseShipmentUpdate } from '../../schema/domain/requests.js';
import type { OrderMessage, OrderSignal } from '../temporal/order-workflows.js';

/** Something that is asked of an order, or of one of its shipments. */
export interface OrderRequest {
  readonly orderId: string;
  readonly requestId: string;
  readonly message: OrderMessage;
  /** Whether who asks may see the order; what it may not see reads as not found. */
  readonly maySee: (order: OrderSnapshot) => boolean;
  /** Who asks, once it is known whose order it is. */
  readonly actorFor: (order: OrderSnapshot) => Actor;
}

/** What became of a request: the state it was judged in or led to, or that it waits to be judged. */
export type RequestResult =
  | { readonly kind: 'ACCEPTED'; readonly order: OrderSnapshot }
  | { readonly kind: 'REFUSED'; readonly order: OrderSnapshot; readonly refusal: Refusal }
  | { readonly kind: 'PENDING'; readonly order: OrderSnapshot }
  | { readonly kind: 'NOT_FOUND'; readonly order?: never };

/** A request as the order's workflow takes it: made sense of by the same functions, so that its outcome is found again. */
export interface AskedRequest extends IdentifiedRequest {
  readonly signal: OrderSignal;
}

const parsers = { amend: parseAmend, cancel: parseCancel, updateShipment: parseShipmentUpdate } as const;

/** The request to this order; or the refusal, when the workflow could make no sense of it. */
export function askedOf(
  { requestId, message, actorFor }: OrderRequest,
  order: OrderSnapshot,
): AskedRequest | { readonly refusal: Refusal } {
  const { name, content } = message;
  const payload = { ...content, requestId, actor: actorFor(order) };
  const parsed = parsers[name](payload);
  if ('problem' in parsed) return { refusal: { code: 'INVALID', message: parsed.problem } };
  const { actor, body } = parsed;
  return { signal: { name, payload }, actor, requestId, body };
}

/** The answer that this state of the order gives to the request; null when it may still be judged. */
export function answerOf(order: OrderSnapshot, asked: AskedRequest): RequestResult | null {
  const answer = answerIn(order, asked);
  return answer && resultOf(order, answer.refusal);
}

/** The answer for a request that no workflow takes any more. */
export function lateAnswer(order: OrderSnapshot, asked: AskedRequest): RequestResult {
  return answerOf(order, asked) ?? resultOf(order, tooLate(order, asked.body));
}

function resultOf(order: OrderSnapshot, refusal: Refusal | null): RequestResult {
  return refusal ? { kind: 'REFUSED', order, refusal } : { kind: 'ACCEPTED', order };
}
