import type { Actor } from '../../schema/domain/actor.js';
import { refusalOf } from '../../schema/domain/judge-request.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { payloadHash } from '../../schema/domain/payload-hash.js';
import type { Refusal } from '../../schema/domain/request-outcome.js';
import { requestKey } from '../../schema/domain/request-outcome.js';
import type { RequestBody } from '../../schema/domain/requests.js';
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
export interface AskedRequest {
  readonly signal: OrderSignal;
  readonly body: RequestBody;
  readonly requestId: string;
  /** From `requestKey`. */
  readonly key: string;
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
  return { signal: { name, payload }, body, requestId, key: requestKey(actor, body.action, requestId) };
}

/** The answer that the order remembers for this request; null when it remembers none. */
export function rememberedAnswer(order: OrderSnapshot, asked: AskedRequest): RequestResult | null {
  const outcomes = order.requests.filter(({ key }) => key === asked.key);
  if (outcomes.length === 0) return null;
  const hash = payloadHash(asked.body);
  const outcome = outcomes.find((candidate) => candidate.payloadHash === hash);
  const refusal = outcome ? outcome.refusal : requestIdTaken;
  return refusal ? { kind: 'REFUSED', order, refusal } : { kind: 'ACCEPTED', order };
}

const requestIdTaken: Refusal = {
  code: 'REQUEST_ID_TAKEN',
  message: 'The request id was used for another request: choose a new one',
};

/** The answer for a request that comes after the order's last. */
export function tooLate(order: OrderSnapshot, { body }: AskedRequest): RequestResult {
  const refusal = refusalOf(order, body) ?? { code: 'ALREADY_FINAL', message: 'The order has ended' };
  return { kind: 'REFUSED', order, refusal };
}
