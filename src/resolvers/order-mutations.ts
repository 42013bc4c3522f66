import { randomUUID } from 'node:crypto';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { ParsedRequest } from '../../schema/domain/requests.js';
import { parseAmend, parseCancel } from '../../schema/domain/requests.js';
import { parseOrder } from '../../schema/domain/validate-order.js';
import { OrderAmendInput, OrderCancelInput, OrderCreateInput } from '../../schema/graphql/order-inputs.js';
import { OrderPayload } from '../../schema/graphql/payloads.js';
import type { OrderErrorCode } from '../../schema/graphql/user-errors.js';
import { actorFor, mayCancelAs } from '../auth/actor-for.js';
import { mayOrderFor, maySeeOrder } from '../auth/permissions.js';
import { forbidden } from '../errors/api-errors.js';
import type { RequestContext } from '../graphql/context.js';
import type { KnownOrder } from '../orders/known-order.js';
import { findOrder } from '../orders/known-order.js';
import { placeOrder } from '../orders/place-order.js';
import type { RequestResult } from '../orders/request-order.js';
import { requestOrder } from '../orders/request-order.js';
import type { OrderSignal } from '../temporal/order-workflows.js';
import type { InputFault } from './input-faults.js';
import { idFaults, requestIdFaults, textFaults } from './input-faults.js';

interface OrderPayloadValue {
  readonly order: OrderSnapshot | null;
  readonly requestId: string | null;
  readonly pending: boolean;
  readonly userErrors: readonly OrderError[];
}

interface OrderError extends InputFault<keyof typeof OrderErrorCode> {}

/** What the signal is made of, once it is known whose order it is. */
interface Asked {
  readonly name: 'amend' | 'cancel';
  readonly deed: 'AMEND' | 'CANCEL';
  readonly by?: OrderCancelInput['by'];
  readonly reason?: string | null | undefined;
}

/** Placing an order, and what may be asked of it. */
@Resolver()
export class OrderMutations {
  @Mutation(() => OrderPayload, {
    description:
      'Places an order. Repeating it with the same contents gives the order as it is now; with others, ORDER_ID_TAKEN. ' +
      'The answer shows it as placed: watch it with orderUpdated.',
  })
  async orderCreate(
    @Arg('input', () => OrderCreateInput, { description: 'The order to place.' }) input: OrderCreateInput,
    @Ctx() context: RequestContext,
  ): Promise<OrderPayloadValue> {
    const { caller } = context;
    const parsed = parseOrder(input);
    if ('problems' in parsed) {
      const userErrors = parsed.problems.map(({ path, message }) => ({
        code: 'INVALID' as const,
        message,
        field: ['input', ...path],
      }));
      return { order: null, requestId: null, pending: false, userErrors };
    }
    const { id, customerId, items, deliveryAddress } = parsed.order;
    if (!mayOrderFor(caller, customerId)) throw forbidden('A customer can place orders for itself only');
    const placing = await placeOrder(context, {
      id,
      customerId,
      items,
      deliveryAddress,
      placedBy: actorFor(caller, 'PLACE', customerId),
      placedAt: new Date().toISOString(),
    });
    switch (placing.kind) {
      case 'PLACED':
        return { order: placing.order, requestId: null, pending: false, userErrors: [] };
      case 'ID_TAKEN': {
        const order = placing.by && maySeeOrder(caller, placing.by) ? placing.by : null;
        const error = {
          code: 'ORDER_ID_TAKEN',
          message: 'Another order has this id: choose a new one',
          field: ['input', 'id'],
        } as const;
        return { order, requestId: null, pending: false, userErrors: [error] };
      }
      default:
        return placing satisfies never;
    }
  }

  @Mutation(() => OrderPayload, {
    description: 'Accepts an order without its unavailable items, while it is CUSTOMER_ACTION_REQUIRED.',
  })
  async orderAmend(
    @Arg('input', () => OrderAmendInput, { description: 'The order, and the request.' })
    input: OrderAmendInput,
    @Ctx() context: RequestContext,
  ): Promise<OrderPayloadValue> {
    return ask(context, input, requestIdFaults(input.requestId), { name: 'amend', deed: 'AMEND' });
  }

  @Mutation(() => OrderPayload, {
    description:
      'Cancels all of an order that is not dispatched, and undoes what was done for it. What is dispatched goes on.',
  })
  async orderCancel(
    @Arg('input', () => OrderCancelInput, { description: 'The order, and why.' }) input: OrderCancelInput,
    @Ctx() context: RequestContext,
  ): Promise<OrderPayloadValue> {
    const { reason, by, requestId } = input;
    const faults = [...requestIdFaults(requestId), ...textFaults('reason', 'The reason', reason)];
    if (by != null && !mayCancelAs(context.caller, by)) {
      const message = 'This follows from your role: leave it out';
      faults.push({ code: 'INVALID', message, field: ['input', 'by'] });
    }
    return ask(context, input, faults, { name: 'cancel', deed: 'CANCEL', by, reason });
  }
}

async function ask(
  context: RequestContext,
  input: { readonly id: string; readonly requestId?: string | null },
  faults: readonly OrderError[],
  asked: Asked,
): Promise<OrderPayloadValue> {
  const { caller, feed } = context;
  const requestId = input.requestId?.trim() || randomUUID();
  const wrongId = idFaults('The id', input.id);
  if (wrongId.length > 0) {
    return { order: null, requestId, pending: false, userErrors: [...wrongId, ...faults] };
  }
  // Registered before the row is read and the signal is sent: nothing in between is missed.
  using wait = feed.waitForOrder(input.id);
  const known = await findOrder(context, input.id);
  if (!known || !maySeeOrder(caller, known.order)) return notFound(requestId);
  if (faults.length > 0) return { order: known.order, requestId, pending: false, userErrors: faults };
  const { signal, parsed } = signalFor(context, known, requestId, asked);
  if (!('body' in parsed)) throw new Error(`A signal made here is refused: ${parsed.problem}`);
  const request = { orderId: input.id, requestId, actor: parsed.actor, body: parsed.body, signal };
  return payloadOf(requestId, await requestOrder(context, request, known, wait));
}

/** The signal, and what the workflow will make of it: by the same functions, so that outcomes are found again. */
function signalFor(
  { caller }: RequestContext,
  { order }: KnownOrder,
  requestId: string,
  { name, deed, by, reason }: Asked,
): { readonly signal: OrderSignal; readonly parsed: ParsedRequest } {
  const sender = { requestId, actor: actorFor(caller, deed, order.customerId, by) };
  switch (name) {
    case 'amend':
      return { signal: { name, payload: sender }, parsed: parseAmend(sender) };
    case 'cancel': {
      const payload = { ...sender, ...(reason ? { reason } : {}) };
      return { signal: { name, payload }, parsed: parseCancel(payload) };
    }
    default:
      return name satisfies never;
  }
}

function payloadOf(requestId: string, result: RequestResult): OrderPayloadValue {
  const { kind, order } = result;
  switch (kind) {
    case 'ACCEPTED':
      return { order, requestId, pending: false, userErrors: [] };
    case 'PENDING':
      return { order, requestId, pending: true, userErrors: [] };
    case 'REFUSED': {
      const { code, message } = result.refusal;
      const field = code === 'REQUEST_ID_TAKEN' ? ['input', 'requestId'] : ['input', 'id'];
      return { order, requestId, pending: false, userErrors: [{ code, message, field }] };
    }
    default:
      return kind satisfies never;
  }
}

function notFound(requestId: string): OrderPayloadValue {
  const error = { code: 'NOT_FOUND', message: 'There is no such order', field: ['input', 'id'] } as const;
  return { order: null, requestId, pending: false, userErrors: [error] };
}
