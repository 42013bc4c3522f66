import type { Actor } from '../../schema/domain/actor.js';
import { answerIn, tooLate } from '../../schema/domain/judge-request.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { IdentifiedRequest, Refusal } from '../../schema/domain/request-outcome.js';
import { parseAmend, parseCancel, parseShipmentUpdate } from '../../schema/domain/requests.js';
import type { OrderMessage, OrderSignal } from '../temporal/order-workflows.js';

/** A request to an order or to one of its shipments. */
export interface OrderRequest {
  readonly orderId: string;
  readonly requestId: string;
  readonly message: OrderMessage;
  /** Whether the caller may see the order, or the shipment in it; otherwise it is reported as not found. */
  readonly maySee: (order: OrderSnapshot) => boolean;
  /** Whether the caller may see all orders and shipments. */
  readonly seesAll: boolean;
  /** The actor, which may depend on whose order it is. */
  readonly actorFor: (order: OrderSnapshot) => Actor;
}

/** The outcome of a request, with the latest state of its order. PENDING: stored, not judged yet. */
export type RequestResult =
  | { readonly kind: 'ACCEPTED'; readonly order: OrderSnapshot }
  | { readonly kind: 'REFUSED'; readonly order: OrderSnapshot; readonly refusal: Refusal }
  | { readonly kind: 'PENDING'; readonly order: OrderSnapshot }
  | { readonly kind: 'NOT_FOUND'; readonly order?: never };

/** A request as the workflow reads it: parsed by the same functions, so that its outcome is recognized. */
export interface AskedRequest extends IdentifiedRequest {
  readonly signal: OrderSignal;
}

const parsers = { amend: parseAmend, cancel: parseCancel, updateShipment: parseShipmentUpdate } as const;

/** The request as the workflow will read it, or its refusal. */
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

/** The answer of this state of the order to the request; null while it is still to be judged. */
export function answerOf(order: OrderSnapshot, asked: AskedRequest): RequestResult | null {
  const answer = answerIn(order, asked);
  return answer && resultOf(order, answer.refusal);
}

/** The answer to a request whose workflow has ended. */
export function lateAnswer(order: OrderSnapshot, asked: AskedRequest): RequestResult {
  return answerOf(order, asked) ?? resultOf(order, tooLate(order, asked));
}

function resultOf(order: OrderSnapshot, refusal: Refusal | null): RequestResult {
  return refusal ? { kind: 'REFUSED', order, refusal } : { kind: 'ACCEPTED', order };
}
