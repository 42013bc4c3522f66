import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { RefusalCode } from '../../schema/domain/request-outcome.js';
import { idProblem } from '../../schema/domain/text.js';
import type { OrderRequest, RequestResult } from '../orders/order-request.js';
import type { RequestContext } from './context.js';
import type { InputError } from './input-errors.js';
import { problemErrors, textErrors } from './input-errors.js';
import { requestIdOf } from './request-id.js';

/** The answer to a request to an order or one of its shipments. */
export interface RequestPayload {
  readonly order: OrderSnapshot | null;
  readonly requestId: string;
  readonly pending: boolean;
  readonly userErrors: readonly InputError<RefusalCode>[];
}

/** A request as a resolver states it. */
export interface ResolverRequest extends Omit<OrderRequest, 'orderId' | 'requestId'> {
  readonly subject: 'order' | 'shipment';
  /** The order that the input's id belongs to; null when the id is malformed. */
  readonly orderId: string | null;
  readonly input: { readonly id: string; readonly requestId?: string | null };
  /** What is wrong with the rest of the input. */
  readonly errors: readonly InputError<'INVALID'>[];
  /** The field that the order may find INVALID, though its form is right; left out: none. */
  readonly judgedField?: string;
}

/** Sends the request, unless its input is wrong, and returns the payload. */
export async function requestPayload(
  { orders }: RequestContext,
  { subject, orderId, input, errors, judgedField, ...request }: ResolverRequest,
): Promise<RequestPayload> {
  const requestId = requestIdOf(input.requestId);
  const answer = { order: null, requestId, pending: false, userErrors: [] };
  // A malformed id is not found, unless even its text is invalid.
  const wrongId =
    orderId === null
      ? textErrors('id', 'The id', input.id)
      : problemErrors('id', 'The id', idProblem(orderId));
  if (wrongId.length > 0) return { ...answer, userErrors: [...wrongId, ...errors] };
  if (orderId === null) return { ...answer, ...outcomeOf({ kind: 'NOT_FOUND' }, subject) };
  if (errors.length > 0) {
    const order = await orders.find(orderId, request.maySee);
    if (order) return { ...answer, order, userErrors: errors };
    return { ...answer, ...outcomeOf({ kind: 'NOT_FOUND' }, subject) };
  }
  const result = await orders.request({ ...request, orderId, requestId });
  return { ...answer, ...outcomeOf(result, subject, judgedField) };
}

function outcomeOf(
  result: RequestResult,
  subject: ResolverRequest['subject'],
  judgedField?: string,
): Partial<Omit<RequestPayload, 'requestId'>> {
  switch (result.kind) {
    case 'ACCEPTED':
      return { order: result.order };
    case 'PENDING':
      return { order: result.order, pending: true };
    case 'REFUSED': {
      const { code, message } = result.refusal;
      // The same words whoever found it out.
      if (code === 'NOT_FOUND') return outcomeOf({ kind: 'NOT_FOUND' }, subject);
      return { order: result.order, userErrors: [{ code, message, field: fieldOf(code, judgedField) }] };
    }
    case 'NOT_FOUND': {
      const message = `There is no such ${subject}`;
      return { userErrors: [{ code: 'NOT_FOUND', message, field: ['input', 'id'] }] };
    }
    default:
      return result satisfies never;
  }
}

function fieldOf(code: RefusalCode, judgedField: string | undefined): readonly string[] | null {
  switch (code) {
    case 'INVALID':
      return judgedField === undefined ? null : ['input', judgedField];
    case 'REQUEST_ID_TAKEN':
      return ['input', 'requestId'];
    case 'NOT_FOUND':
    case 'NOT_ALLOWED_NOW':
    case 'ALREADY_FINAL':
      return ['input', 'id'];
    default:
      return code satisfies never;
  }
}
