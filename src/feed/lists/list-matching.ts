import type { OrderChange, ShipmentChange } from '../../../schema/contract/order-changes.js';
import { isOrderLate } from '../../../schema/domain/lateness.js';
import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import { isWithinCourierReach } from '../../store/shipment-reach.js';
import type { ShipmentRecord } from '../../store/shipment-record.js';
import type { OrderListFilter, ShipmentListFilter } from './list-change.js';

/**
 * Whether an order is in the list, or has left it: by its status, its closing, its lateness or the time of its change. Null: it was never in
 * the list.
 */
export function orderMembership(filter: OrderListFilter, order: OrderSnapshot): 'CHANGED' | 'LEFT' | null {
  const placed = Date.parse(order.placedAt);
  const belongs =
    (filter.ids === undefined || filter.ids.includes(order.id)) &&
    (filter.open !== false || order.closedAt !== null) &&
    (filter.customerId === undefined || filter.customerId === order.customerId) &&
    (filter.sku === undefined || order.items.some(({ sku }) => sku === filter.sku)) &&
    (filter.placedAfter === undefined || placed > filter.placedAfter) &&
    (filter.placedBefore === undefined || placed < filter.placedBefore) &&
    (filter.updatedAfter === undefined || Date.parse(order.updatedAt) > filter.updatedAfter);
  if (!belongs) return null;
  // Before it closed it was open, and before it changed it was last changed earlier.
  const hasLeft =
    (filter.open === true && order.closedAt !== null) ||
    (filter.isLate !== undefined && filter.isLate !== isOrderLate(order)) ||
    (filter.updatedBefore !== undefined && Date.parse(order.updatedAt) >= filter.updatedBefore);
  return hasLeft ? 'LEFT' : byStatus(filter.statuses, order.status);
}

/** As `orderMembership`, for a shipment, which may also have gone to another courier. */
export function shipmentMembership(
  filter: ShipmentListFilter,
  record: ShipmentRecord,
): 'CHANGED' | 'LEFT' | null {
  const belongs =
    (filter.customerId === undefined || filter.customerId === record.customerId) &&
    (filter.orderId === undefined || filter.orderId === record.orderId) &&
    (filter.location === undefined || filter.location === record.location) &&
    (filter.carrier === undefined || filter.carrier === record.carrier) &&
    (filter.updatedAfter === undefined || Date.parse(record.updatedAt) > filter.updatedAfter);
  if (!belongs) return null;
  const { estimatedDelivery, status, isLate } = record;
  const arrives = estimatedDelivery === null ? Number.POSITIVE_INFINITY : Date.parse(estimatedDelivery);
  const hasLeft =
    !isReached(filter, record) ||
    !hasCourier(filter, record.courierId) ||
    (filter.isLate !== undefined && filter.isLate !== isLate) ||
    (filter.estimatedBefore !== undefined && arrives >= filter.estimatedBefore);
  return hasLeft ? 'LEFT' : byStatus(filter.statuses, status);
}

/** Whether those who follow the list may see the shipment as it is now. */
export function isReached({ reach }: ShipmentListFilter, record: ShipmentRecord): boolean {
  return reach === undefined || isWithinCourierReach(reach, record);
}

function hasCourier({ courierId, assigned }: ShipmentListFilter, found: string | null): boolean {
  return (
    (courierId === undefined || courierId === found) &&
    (assigned === undefined || assigned === (found !== null))
  );
}

function byStatus<Status>(statuses: readonly Status[] | undefined, status: Status): 'CHANGED' | 'LEFT' {
  return statuses === undefined || statuses.includes(status) ? 'CHANGED' : 'LEFT';
}

/** Whether the order may match the filter before or after the change. */
export function touchesList(filter: OrderListFilter, change: OrderChange): boolean {
  return (
    (filter.ids === undefined || filter.ids.includes(change.orderId)) &&
    (filter.customerId === undefined || filter.customerId === change.customerId) &&
    hadLateness(filter, change) &&
    hadOneOf(filter.statuses, change)
  );
}

/** Whether any shipment of the order, or the given one, may match the filter before or after the change. */
export function touchesShipments(
  filter: ShipmentListFilter,
  change: OrderChange,
  shipmentId?: string,
): boolean {
  if (filter.customerId !== undefined && filter.customerId !== change.customerId) return false;
  if (filter.orderId !== undefined && filter.orderId !== change.orderId) return false;
  if (change.shipments === null) return true;
  return change.shipments.some(
    (shipment) =>
      (shipmentId === undefined || shipment.id === shipmentId) &&
      (filter.location === undefined ||
        shipment.location === undefined ||
        filter.location === shipment.location) &&
      hadCourier(filter, shipment) &&
      hadLateness(filter, shipment) &&
      hadOneOf(filter.statuses, shipment),
  );
}

/** Whether the shipment was or is with a courier that the list is about, and within the reach of whose list it is. */
function hadCourier(filter: ShipmentListFilter, change: ShipmentChange): boolean {
  const { location, courierId, previousCourierId } = change;
  if (location === undefined || courierId === undefined || previousCourierId === undefined) return true;
  const { reach } = filter;
  return [courierId, previousCourierId].some(
    (had) =>
      hasCourier(filter, had) &&
      (reach === undefined || isWithinCourierReach(reach, { location, courierId: had })),
  );
}

/** Whether it is or was as late as the list asks for. */
function hadLateness(
  filter: { readonly isLate?: boolean },
  { isLate, wasLate }: { readonly isLate?: boolean; readonly wasLate?: boolean },
): boolean {
  if (filter.isLate === undefined || isLate === undefined || wasLate === undefined) return true;
  return filter.isLate === isLate || filter.isLate === wasLate;
}

function hadOneOf<Status>(
  statuses: readonly Status[] | undefined,
  change: { readonly status: Status; readonly previousStatus: Status | null },
): boolean {
  return (
    statuses === undefined ||
    statuses.includes(change.status) ||
    (change.previousStatus !== null && statuses.includes(change.previousStatus))
  );
}
