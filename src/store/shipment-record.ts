import type { Address } from '../../schema/domain/order-input.js';
import type {
  FulfillmentSnapshot,
  OrderItem,
  OrderSnapshot,
  ShipmentSnapshot,
} from '../../schema/domain/order-snapshot.js';

/** A shipment with what it needs of its order: what the GraphQL type `Shipment` is resolved from. */
export interface ShipmentRecord extends ShipmentSnapshot {
  readonly orderId: string;
  readonly fulfillmentId: string;
  readonly customerId: string;
  readonly location: string;
  /** The courier it is assigned to; null: none. */
  readonly courierId: string | null;
  readonly isLate: boolean;
  /** Lists of shipments are sorted by it. */
  readonly createdAt: string;
  readonly items: readonly OrderItem[];
  readonly deliveryAddress: Address | null;
  /** Its row's place in the order of changes; missing when it was not read from that row. */
  readonly changeMark?: string;
}

/** The shipments of an order, as the read model holds them. */
export function shipmentRecords(order: OrderSnapshot): readonly ShipmentRecord[] {
  return order.fulfillments.flatMap((fulfillment) => shipmentRecordIn(order, fulfillment) ?? []);
}

/** The shipment of one fulfillment, if it has one. */
export function shipmentRecordIn(
  order: OrderSnapshot,
  { id, location, items, shipment }: FulfillmentSnapshot,
): ShipmentRecord | null {
  if (!shipment) return null;
  return {
    ...shipment,
    orderId: order.id,
    fulfillmentId: id,
    customerId: order.customerId,
    location: location ?? '',
    courierId: shipment.courierId ?? null,
    isLate: shipment.isLate ?? false,
    createdAt: shipment.createdAt ?? order.placedAt,
    items,
    deliveryAddress: order.deliveryAddress,
  };
}
