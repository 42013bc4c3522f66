import type { OrderChange } from '../../../schema/contract/order-changes.js';
import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import type { ShipmentRecord } from '../../store/shipment-record.js';
import type { OrderListFilter, ShipmentListFilter } from './list-change.js';

/**
 * What became of an order that can have been in the list: its status, its closing and the time of the change can have
 * taken it out. Null: it is none of the list's, and never was.
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
    (filter.updatedBefore !== undefined && Date.parse(order.updatedAt) >= filter.updatedBefore);
  return hasLeft ? 'LEFT' : byStatus(filter.statuses, order.status);
}

/** The same of a shipment. */
export function shipmentMembership(
  filter: ShipmentListFilter,
  record: ShipmentRecord,
): 'CHANGED' | 'LEFT' | null {
  const belongs =
    (filter.customerId === undefined || filter.customerId === record.customerId) &&
    (filter.orderId === undefined || filter.orderId === record.orderId) &&
    (filter.location === undefined || filter.location === record.location) &&
    (filter.carrier === undefined || filter.carrier === record.shipment.carrier) &&
    (filter.updatedAfter === undefined || Date.parse(record.shipment.updatedAt) > filter.updatedAfter);
  if (!belongs) return null;
  const { estimatedDelivery, status } = record.shipment;
  const arrives = estimatedDelivery === null ? Number.POSITIVE_INFINITY : Date.parse(estimatedDelivery);
  const hasLeft = filter.estimatedBefore !== undefined && arrives >= filter.estimatedBefore;
  return hasLeft ? 'LEFT' : byStatus(filter.statuses, status);
}

function byStatus<Status>(statuses: readonly Status[] | undefined, status: Status): 'CHANGED' | 'LEFT' {
  return statuses === undefined || statuses.includes(status) ? 'CHANGED' : 'LEFT';
}

/** Whether the order can have been within the filter before the change, or with it. */
export function touchesList(filter: OrderListFilter, change: OrderChange): boolean {
  return (
    (filter.ids === undefined || filter.ids.includes(change.orderId)) &&
    (filter.customerId === undefined || filter.customerId === change.customerId) &&
    hadOneOf(filter.statuses, change)
  );
}

/** Whether any shipment of the order, or this one, can have been within the filter before the change, or with it. */
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
      hadOneOf(filter.statuses, shipment),
  );
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
