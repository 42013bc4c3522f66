import type { FulfillmentSnapshot, OrderSnapshot } from './order-snapshot.js';
import type { OrderStatus } from './order-status.js';
import { isFinalOrderStatus } from './order-status.js';
import type { ShipmentStatus } from './shipment-status.js';

export type OrderAction = 'AMEND' | 'CANCEL';
export type ShipmentAction = 'DISPATCH' | 'DELIVER' | 'FAIL';

/** The actions that each shipment status allows. */
export const shipmentActions: Readonly<Record<ShipmentStatus, readonly ShipmentAction[]>> = {
  PENDING: [],
  BOOKED: ['DISPATCH'],
  DISPATCHED: ['DELIVER', 'FAIL'],
  DELIVERED: [],
  CANCELLED: [],
  FAILED: [],
};

/** The actions that the order's present state allows, whoever asks. */
export function orderActions(order: Pick<OrderSnapshot, 'status' | 'fulfillments'>): readonly OrderAction[] {
  switch (order.status) {
    case 'PENDING':
      return ['CANCEL'];
    case 'CUSTOMER_ACTION_REQUIRED':
      return ['AMEND', 'CANCEL'];
    case 'PROCESSING':
      return order.fulfillments.some(isCancellable) ? ['CANCEL'] : [];
    case 'COMPLETED':
    case 'PARTIALLY_COMPLETED':
    case 'FAILED':
    case 'CANCELLED':
    case 'TIMED_OUT':
      return [];
    default:
      return order.status satisfies never;
  }
}

/** Whether the courier has it or had it. A cancel does not touch what is dispatched. */
function isDispatched(fulfillment: FulfillmentSnapshot): boolean {
  const status = fulfillment.shipment?.status;
  return status === 'DISPATCHED' || status === 'DELIVERED' || status === 'FAILED';
}

/** Whether a cancel would still undo this fulfillment. */
export function isCancellable(fulfillment: FulfillmentSnapshot): boolean {
  const open = fulfillment.status === 'PENDING' || fulfillment.status === 'PROCESSING';
  return open && !isDispatched(fulfillment);
}

type FinalStatus = Extract<OrderStatus, 'COMPLETED' | 'PARTIALLY_COMPLETED' | 'FAILED' | 'CANCELLED'>;

/** How an order ends when all its fulfillments have ended, in whatever order; null while one has not. */
export function finalStatus(fulfillments: readonly FulfillmentSnapshot[]): FinalStatus | null {
  const count = { delivered: 0, failed: 0 };
  for (const { status } of fulfillments) {
    switch (status) {
      case 'PENDING':
      case 'PROCESSING':
        return null;
      case 'COMPLETED':
        count.delivered++;
        break;
      case 'FAILED':
        count.failed++;
        break;
      case 'UNAVAILABLE':
      case 'CANCELLED':
        break;
      default:
        status satisfies never;
    }
  }
  if (count.delivered > 0) return count.failed > 0 ? 'PARTIALLY_COMPLETED' : 'COMPLETED';
  return count.failed > 0 ? 'FAILED' : 'CANCELLED';
}

/** Whether the order accepts no more requests. */
export function isFinal(order: Pick<OrderSnapshot, 'status'>): boolean {
  return isFinalOrderStatus(order.status);
}

/**
 * The next step that an order takes by itself: to its final status when all fulfillments have ended, then to its closing.
 * @param isIdle whether no step is under way, such as a refund
 */
export function settlementOf(order: OrderSnapshot, isIdle: boolean): FinalStatus | 'CLOSED' | null {
  if (isFinal(order)) return order.closedAt === null && isIdle ? 'CLOSED' : null;
  return order.status === 'PROCESSING' ? finalStatus(order.fulfillments) : null;
}
