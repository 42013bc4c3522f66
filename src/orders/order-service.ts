import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { findVisibleOrder } from './find-order.js';
import type { OrderRequest, RequestResult } from './order-request.js';
import type { OrderSources } from './order-sources.js';
import type { NewOrder, PlacingResult } from './place-order.js';
import { placeOrder } from './place-order.js';
import { requestOrder } from './request-order.js';

/** All that resolvers do with one order. It never returns an older state of an order than before. */
export interface OrderService {
  /** Starts the order; repeated, it does nothing more. */
  place(order: NewOrder): Promise<PlacingResult>;
  /** The order as it is now; null if it does not exist, or the caller may not see it. */
  find(orderId: string, maySee: (order: OrderSnapshot) => boolean): Promise<OrderSnapshot | null>;
  /** Sends a request to the order and waits for its outcome; repeated, it acts once. */
  request(request: OrderRequest): Promise<RequestResult>;
}

export function createOrderService(sources: OrderSources): OrderService {
  /** Remembers what is returned, and returns what was shown before if that is newer. */
  function shown<Result extends { readonly order?: OrderSnapshot | null }>(result: Result): Result {
    return result.order ? { ...result, order: sources.recentOrders.remember(result.order) } : result;
  }

  return {
    place: async (order) => shown(await placeOrder(sources, order)),
    find: async (orderId, maySee) => shown({ order: await findVisibleOrder(sources, orderId, maySee) }).order,
    request: async (request) => shown(await requestOrder(sources, request)),
  };
}
