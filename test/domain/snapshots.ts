import type { FulfillmentSnapshot, OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { OrderStatus } from '../../schema/domain/order-status.js';
import { placedOrder } from '../../schema/domain/placed-order.js';
import type { ShipmentStatus } from '../../schema/domain/shipment-status.js';

const at = '2026-01-01T00:00:00.000Z';

/** An order with the given status and fulfillments, for rules that look at nothing else. */
export function orderWith(status: OrderStatus, fulfillments: readonly FulfillmentSnapshot[]): OrderSnapshot {
  const input = { id: 'o', customerId: 'c', items: [{ sku: 's', quantity: 1 }], deliveryAddress: null };
  return { ...placedOrder(input, at), status, fulfillments };
}

/** The n-th fulfillment, with a shipment where a shipment status is given. */
export function fulfillmentWith(
  status: FulfillmentSnapshot['status'],
  shipmentStatus: ShipmentStatus | null = null,
  {
    n = 1,
    trackingEvents = 0,
    courierId = null,
    estimatedDelivery = null,
  }: {
    readonly n?: number;
    readonly trackingEvents?: number;
    readonly courierId?: string | null;
    readonly estimatedDelivery?: string | null;
  } = {},
): FulfillmentSnapshot {
  const tracked = { type: 'IN_TRANSIT', at, location: null, note: null } as const;
  const shipment = shipmentStatus && {
    id: `shp-${n}-o`,
    revision: 1,
    status: shipmentStatus,
    courierId,
    carrier: null,
    trackingNumber: null,
    estimatedDelivery,
    dispatchedAt: null,
    deliveredAt: null,
    updatedAt: at,
    trackingEvents: Array.from({ length: trackingEvents }, () => tracked),
  };
  return { id: `o:${n}`, status, location: 'here', items: [], payment: null, shipment, failureReason: null };
}
