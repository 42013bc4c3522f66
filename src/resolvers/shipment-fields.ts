import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { nodeIds } from '../../schema/contract/node-ids.js';
import type { DeliveryWindow } from '../../schema/domain/delivery-window.js';
import { windowOf } from '../../schema/domain/lateness.js';
import type { Address } from '../../schema/domain/order-input.js';
import type { ShipmentAction } from '../../schema/domain/order-rules.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
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
  courierId(@Root() { courierId }: ShipmentRecord, @Ctx() { caller }: RequestContext): string | null {
    return maySeeActor(caller, { kind: 'COURIER', id: courierId }) ? courierId : null;
  }

  @FieldResolver()
  deliveryAddress(
    @Root() { deliveryAddress, status }: ShipmentRecord,
    @Ctx() { caller }: RequestContext,
  ): Address | null {
    return maySeeAddress(caller, status) ? deliveryAddress : null;
  }

  @FieldResolver(() => [OrderItem])
  items(@Root() { items }: ShipmentRecord, @Ctx() { caller }: RequestContext): readonly ItemValue[] {
    return itemValues(items, visibleParts(caller));
  }

  @FieldResolver()
  deliveryWindow(@Root() record: ShipmentRecord): DeliveryWindow | null {
    return windowOf(record);
  }

  @FieldResolver()
  async changeMark(
    @Root() { id, revision, changeMark }: ShipmentRecord,
    @Ctx() { loaders }: RequestContext,
  ): Promise<string | null> {
    if (changeMark !== undefined) return changeMark;
    // It was read with its order; the mark is in the shipment's own row.
    const stored = await loaders.shipments.load(id);
    return stored?.revision === revision ? (stored.changeMark ?? null) : null;
  }

  @FieldResolver()
  availableActions(
    @Root() { status }: ShipmentRecord,
    @Ctx() { caller }: RequestContext,
  ): readonly ShipmentAction[] {
    return availableShipmentActions(caller, status);
  }
}

@Resolver(() => TrackingEvent)
export class TrackingEventFields {
  @FieldResolver()
  place(@Root() { location }: TrackingEventValue): string | null {
    return location;
  }
}
