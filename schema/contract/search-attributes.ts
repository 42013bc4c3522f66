import type { OrderStatus } from '../domain/order-status.js';
import { isFinalOrderStatus } from '../domain/order-status.js';

/** Keywords by which Temporal's list of workflows finds orders, in the namespaces where an operator has registered them. */
export const ORDER_CUSTOMER_ID = { name: 'OrderCustomerId', type: 'KEYWORD' } as const;
export const ORDER_STATE = { name: 'OrderState', type: 'KEYWORD' } as const;

/** What `OrderState` says of an order with this status: an order under way is OPEN, unless it waits for its customer. */
export function orderStateOf(status: OrderStatus): OrderStatus | 'OPEN' {
  return isFinalOrderStatus(status) || status === 'CUSTOMER_ACTION_REQUIRED' ? status : 'OPEN';
}
