/** What each order status may become. A status without a successor is final. */
export const orderTransitions = {
  PENDING: ['PROCESSING', 'CUSTOMER_ACTION_REQUIRED', 'CANCELLED'],
  PROCESSING: ['COMPLETED', 'PARTIALLY_COMPLETED', 'FAILED', 'CANCELLED'],
  CUSTOMER_ACTION_REQUIRED: ['PROCESSING', 'CANCELLED', 'TIMED_OUT'],
  COMPLETED: [],
  PARTIALLY_COMPLETED: [],
  FAILED: [],
  CANCELLED: [],
  TIMED_OUT: [],
} as const satisfies Record<string, readonly string[]>;

export type OrderStatus = keyof typeof orderTransitions;

export const orderStatuses = Object.keys(orderTransitions) as readonly OrderStatus[];

/** A final order accepts no more requests. Compensations may still run until it is closed. */
export function isFinalOrderStatus(status: OrderStatus): boolean {
  return orderTransitions[status].length === 0;
}
