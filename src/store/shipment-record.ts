import type { Address } from '../../schema/domain/order-input.js';
import type {
  FulfillmentSnapshot,
  OrderItem,
  OrderSnapshot,
  ShipmentSnapshot,
} from '../../schema/domain/order-snapshot.js';

/** A shipment with all of its order that its readers need: what the GraphQL type `Shipment` is resolved from. */
export interface ShipmentRecord {
  readonly id: string;
  readonly orderId: string;
  readonly fulfillmentId: string;
  readonly customerId: string;
  readonly location: string;
  /** What lists of shipments are in the order of. */
  readonly createdAt: string;
  readonly items: readonly OrderItem[];
  readonly deliveryAddress: Address | null;
  readonly shipment: ShipmentSnapshot;
  /** Where its row is in the order of changes; left out where it was not read from that row. */
  readonly changeMark?: string;
}

/** The shipments an order has so far, as the read model would hold them. */
export function shipmentRecords(order: OrderSnapshot): readonly ShipmentRecord[] {
  return order.fulfillments.flatMap((fulfillment) => shipmentRecordIn(order, fulfillment) ?? []);
}

/** The shipment of one fulfillment of the order, once it has one. */
export function shipmentRecordIn(
  order: OrderSnapshot,
  { id, location, items, shipment }: FulfillmentSnapshot,
): ShipmentRecord | null {
  if (!shipment) return null;
  return {
    id: shipment.id,
    orderId: order.id,
    fulfillmentId: id,
    customerId: order.customerId,
    location: location ?? '',
    createdAt: shipment.createdAt ?? order.placedAt,
    items,
    deliveryAddress: order.deliveryAddress,
    shipment,
  };
}
