import type { DeliveryWindow } from './delivery-window.js';
import type { OrderSnapshot, ShipmentSnapshot } from './order-snapshot.js';
import { isUnderWay } from './shipment-status.js';

/** The window that a shipment's courier promised last; null before it is booked. */
export function windowOf({ estimatedFrom, estimatedDelivery }: ShipmentSnapshot): DeliveryWindow | null {
  if (estimatedDelivery === null) return null;
  return { from: estimatedFrom ?? estimatedDelivery, until: estimatedDelivery };
}

/** Whether the courier has broken a promise that is not recorded yet. */
export function isOverdue({ status, estimatedDelivery, isLate }: ShipmentSnapshot, now: string): boolean {
  if (estimatedDelivery === null || isLate === true || !isUnderWay(status)) return false;
  return Date.parse(estimatedDelivery) < Date.parse(now);
}

/** Whether any shipment of the order is late. */
export function isOrderLate({ fulfillments }: Pick<OrderSnapshot, 'fulfillments'>): boolean {
  return fulfillments.some(({ shipment }) => shipment?.isLate === true);
}
