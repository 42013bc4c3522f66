import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RequestedItem } from '../../schema/domain/order-input.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { InputProblem } from '../../schema/domain/validate-order.js';
import { parseOrder } from '../../schema/domain/validate-order.js';
import { OrderAmendInput, OrderCancelInput, OrderCreateInput } from '../../schema/graphql/order-inputs.js';
import { OrderAmendPayload, OrderCancelPayload, OrderCreatePayload } from '../../schema/graphql/payloads.js';
import type { UserErrorCode } from '../../schema/graphql/user-errors.js';
import { actorFor, mayCancelAs } from '../auth/actor-for.js';
import type { Caller } from '../auth/caller.js';
import { mayOrderFor, maySeeOrder, onlyCustomer } from '../auth/permissions.js';
import { forbidden } from '../errors/api-errors.js';
import type { PlacingResult } from '../orders/place-order.js';
import type { RequestContext } from './context.js';
import type { InputError } from './input-errors.js';
import { invalidInput, textErrors, unknownProducts } from './input-errors.js';
import { requestIdErrors } from './request-id.js';
import type { ResolverRequest } from './request-payload.js';
import { requestPayload } from './request-payload.js';

interface OrderPayloadValue {
  readonly order: OrderSnapshot | null;
  readonly requestId: string | null;
  readonly pending: boolean;
  readonly userErrors: readonly OrderError[];
}

type OrderError = InputError<keyof typeof UserErrorCode>;

const sideFollows: InputError<'INVALID'> = {
  code: 'INVALID',
  message: 'Your role decides the side: leave this out',
  field: ['input', 'by'],
};

const idTaken: OrderError = {
  code: 'ORDER_ID_TAKEN',
  message: 'Another order has this id: choose a new one',
  field: ['input', 'id'],
};

@Resolver()
export class OrderMutations {
  @Mutation(() => OrderCreatePayload, {
    nullable: true,
    description:
      'Places an order. Repeated with the same contents, it returns the order as it is now. An id that is used with ' +
      'different contents is refused with ORDER_ID_TAKEN, a SKU that the catalogue has never had with ' +
      'PRODUCT_NOT_FOUND. While the catalogue cannot be read, the order is accepted, and its workflow checks the SKUs. ' +
      'A new order is returned as placed: follow it with orderUpdated.',
  })
  async orderCreate(
    @Arg('input', () => OrderCreateInput, { description: 'The order to place.' }) input: OrderCreateInput,
    @Ctx() context: RequestContext,
  ): Promise<OrderPayloadValue> {
    const { caller, orders } = context;
    const parsed = parseOrder(input);
    if ('problems' in parsed) return invalid(parsed.problems);
    const { id, customerId, items, deliveryAddress } = parsed.order;
    if (!mayOrderFor(caller, customerId)) throw forbidden('A customer may place orders only for itself');
    const placing = await orders.place({
      id,
      customerId,
      items,
      deliveryAddress,
      placedBy: actorFor(caller, 'PLACE', customerId),
      placedAt: new Date().toISOString(),
    });
    return placingPayload(caller, placing, items);
  }

  @Mutation(() => OrderAmendPayload, {
    nullable: true,
    description: 'Accepts an order without its unavailable items, while it is CUSTOMER_ACTION_REQUIRED.',
  })
  async orderAmend(
    @Arg('input', () => OrderAmendInput, { description: 'The order, and the request.' })
    input: OrderAmendInput,
    @Ctx() context: RequestContext,
  ): Promise<OrderPayloadValue> {
    const { caller } = context;
    return requestPayload(context, {
      ...requestOf(context, input),
      errors: requestIdErrors(input.requestId),
      message: { name: 'amend', content: {} },
      actorFor: ({ customerId }) => actorFor(caller, 'AMEND', customerId),
    });
  }

  @Mutation(() => OrderCancelPayload, {
    nullable: true,
    description:
      'Cancels what is not dispatched of an order: its items are released, its charges refunded. What is dispatched ' +
      'goes on.',
  })
  async orderCancel(
    @Arg('input', () => OrderCancelInput, { description: 'The order, and why.' }) input: OrderCancelInput,
    @Ctx() context: RequestContext,
  ): Promise<OrderPayloadValue> {
    const { caller } = context;
    const { reason, by, requestId } = input;
    return requestPayload(context, {
      ...requestOf(context, input),
      errors: [
        ...requestIdErrors(requestId),
        ...textErrors('reason', 'The reason', reason),
        ...(by == null || mayCancelAs(caller, by) ? [] : [sideFollows]),
      ],
      message: { name: 'cancel', content: reason ? { reason } : {} },
      actorFor: ({ customerId }) => actorFor(caller, 'CANCEL', customerId, by),
    });
  }
}

const nothingAsked = { requestId: null, pending: false } as const;

function invalid(problems: readonly InputProblem[]): OrderPayloadValue {
  return { ...nothingAsked, order: null, userErrors: problems.map(invalidInput) };
}

function placingPayload(
  caller: Caller,
  placing: PlacingResult,
  items: readonly RequestedItem[],
): OrderPayloadValue {
  const { kind, order } = placing;
  switch (kind) {
    case 'PLACED':
      return { ...nothingAsked, order, userErrors: [] };
    case 'ID_TAKEN': {
      const isVisible = order !== null && maySeeOrder(caller, order);
      return { ...nothingAsked, order: isVisible ? order : null, userErrors: [idTaken] };
    }
    case 'PRODUCTS_NOT_FOUND':
      return { ...nothingAsked, order, userErrors: unknownProducts(items, placing.skus) };
    default:
      return kind satisfies never;
  }
}

function requestOf(
  { caller }: RequestContext,
  input: OrderAmendInput | OrderCancelInput,
): Pick<ResolverRequest, 'subject' | 'orderId' | 'input' | 'maySee' | 'seesAll'> {
  return {
    subject: 'order',
    orderId: input.id,
    input,
    maySee: (order) => maySeeOrder(caller, order),
    seesAll: onlyCustomer(caller) === null,
  };
}
