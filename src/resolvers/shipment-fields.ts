import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { nodeIds } from '../../schema/contract/node-ids.js';
import type { DeliveryWindow } from '../../schema/domain/delivery-window.js';
import { windowOf } from '../../schema/domain/lateness.js';
import type { Address } from '../../schema/domain/order-input.js';
import type { ShipmentAction } from '../../schema/domain/order-rules.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { ShipmentStatus } from '../../schema/domain/shipment-status.js';
import type { TrackingEvent as TrackingEventValue } from '../../schema/domain/tracking-event.js';
import { Costs } from '../../schema/graphql/field-costs.js';
import { Location } from '../../schema/graphql/location.js';
import { Order } from '../../schema/graphql/order.js';
import { OrderItem } from '../../schema/graphql/order-item.js';
import { Shipment, TrackingEvent } from '../../schema/graphql/shipment.js';
import {
  availableShipmentActions,
  maySeeActor,
  maySeeAddress,
  maySeeOrder,
  visibleParts,
} from '../auth/permissions.js';
import type { ShipmentRecord } from '../store/shipment-record.js';
import type { RequestContext } from './context.js';
import type { ItemValue } from './item-value.js';
import { itemValues } from './item-value.js';
import { locationValue } from './location-value.js';

/** The fields of `Shipment` that differ from its record. */
@Resolver(() => Shipment)
export class ShipmentFields {
  @Costs({ price: 5 })
  @FieldResolver(() => Order, {
    nullable: true,
    description: 'The order that it belongs to; null for couriers.',
  })
  async order(
    @Root() record: ShipmentRecord,
    @Ctx() { caller, loaders }: RequestContext,
  ): Promise<OrderSnapshot | null> {
    if (!maySeeOrder(caller, record)) return null;
    return loaders.orders.load(record.orderId);
  }

  @FieldResolver()
  id(@Root() { id }: ShipmentRecord): string {
    return nodeIds.shipment(id);
  }

  @FieldResolver(() => Location)
  location(@Root() { location }: ShipmentRecord): Location {
    return locationValue(location);
  }

  @FieldResolver()
  revision(@Root() { shipment }: ShipmentRecord): number {
    return shipment.revision;
  }

  @FieldResolver()
  status(@Root() { shipment }: ShipmentRecord): ShipmentStatus {
    return shipment.status;
  }

  @FieldResolver()
  courierId(@Root() { courierId }: ShipmentRecord, @Ctx() { caller }: RequestContext): string | null {
    return maySeeActor(caller, { kind: 'COURIER', id: courierId }) ? courierId : null;
  }

  @FieldResolver()
  deliveryAddress(
    @Root() { deliveryAddress, shipment }: ShipmentRecord,
    @Ctx() { caller }: RequestContext,
  ): Address | null {
    return maySeeAddress(caller, shipment.status) ? deliveryAddress : null;
  }

  @FieldResolver(() => [OrderItem])
  items(@Root() { items }: ShipmentRecord, @Ctx() { caller }: RequestContext): readonly ItemValue[] {
    return itemValues(items, visibleParts(caller));
  }

  @FieldResolver()
  carrier(@Root() { shipment }: ShipmentRecord): string | null {
    return shipment.carrier;
  }

  @FieldResolver()
  trackingNumber(@Root() { shipment }: ShipmentRecord): string | null {
    return shipment.trackingNumber;
  }

  @FieldResolver()
  estimatedDelivery(@Root() { shipment }: ShipmentRecord): string | null {
    return shipment.estimatedDelivery;
  }

  @FieldResolver()
  deliveryWindow(@Root() { shipment }: ShipmentRecord): DeliveryWindow | null {
    return windowOf(shipment);
  }

  @FieldResolver()
  isLate(@Root() { shipment }: ShipmentRecord): boolean {
    return shipment.isLate ?? false;
  }

  @FieldResolver()
  dispatchedAt(@Root() { shipment }: ShipmentRecord): string | null {
    return shipment.dispatchedAt;
  }

  @FieldResolver()
  deliveredAt(@Root() { shipment }: ShipmentRecord): string | null {
    return shipment.deliveredAt;
  }

  @FieldResolver()
  updatedAt(@Root() { shipment }: ShipmentRecord): string {
    return shipment.updatedAt;
  }

  @FieldResolver()
  async changeMark(
    @Root() { id, shipment, changeMark }: ShipmentRecord,
    @Ctx() { loaders }: RequestContext,
  ): Promise<string | null> {
    if (changeMark !== undefined) return changeMark;
    // It was read with its order; the mark is in the shipment's own row.
    const stored = await loaders.shipments.load(id);
    return stored?.shipment.revision === shipment.revision ? (stored.changeMark ?? null) : null;
  }

  @FieldResolver()
  availableActions(
    @Root() { shipment }: ShipmentRecord,
    @Ctx() { caller }: RequestContext,
  ): readonly ShipmentAction[] {
    return availableShipmentActions(caller, shipment.status);
  }

  @FieldResolver()
  trackingEvents(@Root() { shipment }: ShipmentRecord): readonly TrackingEventValue[] {
    return shipment.trackingEvents;
  }
}

@Resolver(() => TrackingEvent)
export class TrackingEventFields {
  @FieldResolver()
  place(@Root() { location }: TrackingEventValue): string | null {
    return location;
  }
}
