import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { OrderStatus } from '../../schema/domain/order-status.js';
import { placedOrder } from '../../schema/domain/placed-order.js';

/** An order of a customer in some status, with nothing else to it. */
export function orderInStatus(status: OrderStatus, customerId: string, id = 'sample'): OrderSnapshot {
  const input = { id, customerId, items: [{ sku: 'shoe', quantity: 1 }], deliveryAddress: null };
  return { ...placedOrder(input, '2026-03-14T09:26:53.589Z'), status };
}
