import type { Address } from '../../schema/domain/order-input.js';
import type { OrderItem, OrderSnapshot, ShipmentSnapshot } from '../../schema/domain/order-snapshot.js';

/** A shipment with all of its order that its readers need: what the GraphQL type `Shipment` is resolved from. */
export interface ShipmentRecord {
  readonly id: string;
  readonly orderId: string;
  readonly fulfillmentId: string;
  readonly customerId: string;
  readonly location: string;
  readonly items: readonly OrderItem[];
  readonly deliveryAddress: Address | null;
  readonly shipment: ShipmentSnapshot;
}

/** The shipments an order has so far, as the read model would hold them. */
export function shipmentRecords(order: OrderSnapshot): readonly ShipmentRecord[] {
  return order.fulfillments.flatMap((fulfillment) => {
    const { shipment } = fulfillment;
    if (!shipment) return [];
    return [
      {
        id: shipment.id,
        orderId: order.id,
        fulfillmentId: fulfillment.id,
        customerId: order.customerId,
        location: fulfillment.location ?? '',
        items: fulfillment.items,
        deliveryAddress: order.deliveryAddress,
        shipment,
      },
    ];
  });
}
