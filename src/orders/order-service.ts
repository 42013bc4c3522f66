import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { findOrder } from './find-order.js';
import type { OrderRequest, RequestResult } from './order-request.js';
import type { OrderSources } from './order-sources.js';
import type { NewOrder, PlacingResult } from './place-order.js';
import { placeOrder } from './place-order.js';
import { requestOrder } from './request-order.js';

/** All that resolvers do with one order. No state that it gives is older than one that it gave before. */
export interface OrderService {
  /** Starts the order, once however often it is repeated. */
  place(order: NewOrder): Promise<PlacingResult>;
  /** The order as it is now; null when there is none with this id. */
  find(orderId: string): Promise<OrderSnapshot | null>;
  /** Asks something of the order, once however often it is repeated, and waits for what became of it. */
  request(request: OrderRequest): Promise<RequestResult>;
}

/** The service over these sources. */
export function createOrderService(sources: OrderSources): OrderService {
  /** What goes out is remembered, and gives way to what went out before if that is newer. */
  function shown<Result extends { readonly order?: OrderSnapshot | null }>(result: Result): Result {
    return result.order ? { ...result, order: sources.recentOrders.remember(result.order) } : result;
  }

  return {
    place: async (order) => shown(await placeOrder(sources, order)),
    find: async (orderId) => shown({ order: await findOrder(sources, orderId) }).order,
    request: async (request) => shown(await requestOrder(sources, request)),
  };
}
