import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { shipmentKeyOf } from '../../schema/contract/node-ids.js';
import { Costs } from '../../schema/graphql/field-costs.js';
import { ShipmentFilter } from '../../schema/graphql/list-arguments.js';
import { ShipmentListChange } from '../../schema/graphql/list-changes.js';
import { Shipment } from '../../schema/graphql/shipment.js';
import type { Caller } from '../auth/caller.js';
import { asksForHidden, maySeeShipment, shipmentReachOf } from '../auth/permissions.js';
import { badInput } from '../errors/api-errors.js';
import type { ListChange, ShipmentListFilter } from '../feed/lists/list-change.js';
import type { ShipmentRecord } from '../store/shipment-record.js';
import { filteredLocation } from './location-value.js';
import type { Watch } from './watch.js';

@Resolver()
export class ShipmentSubscriptions {
  @Subscription(() => Shipment, {
    description:
      'The shipment as it is now, then after every change. Revisions only grow. Completes when its order is closed. ' +
      'Ends with the error NOT_FOUND for a courier once it is assigned to another.',
    subscribe: ({ context: { feed, caller }, args: { id } }: Watch<{ id: string }>) =>
      feed.watchShipment(shipmentKeyOf(id)?.shipmentId ?? id, (shipment) => maySeeShipment(caller, shipment)),
  })
  shipmentUpdated(
    @Arg('id', () => ID, { description: 'The shipment’s id.' }) _id: string,
    @Root() shipment: ShipmentRecord,
  ): ShipmentRecord {
    return shipment;
  }

  @Costs({ isLiveList: true })
  @Subscription(() => ShipmentListChange, {
    description:
      'The changes to a list of shipments: RESYNC (read the list) first and whenever changes were dropped, then the ' +
      'latest state of each shipment that changed within the filter or left it. A shipment that is assigned to one ' +
      'courier leaves the lists of all others.',
    subscribe: ({ context: { feed, caller }, args: { where } }: Watch<{ where?: ShipmentFilter | null }>) =>
      feed.watchShipments(shipmentListFilter(caller, where ?? {})),
  })
  shipmentsChanged(
    @Arg('where', () => ShipmentFilter, {
      nullable: true,
      description:
        'Which shipments; by default all that the caller may see. Not with `search` or `changedAfter`.',
    })
    _where: ShipmentFilter | null,
    @Root() change: ListChange<ShipmentRecord>,
  ): ListChange<ShipmentRecord> {
    return change;
  }
}

function shipmentListFilter(caller: Caller, where: ShipmentFilter): ShipmentListFilter {
  if (where.search != null) throw badInput('A live list cannot be searched');
  if (where.changedAfter != null)
    throw badInput('A live list cannot begin in the past: changedAfter is for queries');
  const { status, orderId, locationId, carrier, courierId, assigned, estimatedBefore, updatedAfter, isLate } =
    where;
  const location = filteredLocation(locationId);
  const reach = shipmentReachOf(caller);
  return {
    ...(asksForHidden(caller, courierId)
      ? { statuses: [] }
      : status != null && { statuses: [...new Set(status)] }),
    ...(reach.of === 'CUSTOMER' && { customerId: reach.customerId }),
    ...(reach.of === 'COURIER' && { reach: { courierId: reach.courierId, locations: reach.locations } }),
    ...(orderId != null && { orderId }),
    ...(location !== null && { location }),
    ...(carrier != null && { carrier }),
    ...(courierId != null && { courierId }),
    ...(assigned != null && { assigned }),
    ...(estimatedBefore != null && { estimatedBefore: estimatedBefore.getTime() }),
    ...(isLate != null && { isLate }),
    ...(updatedAfter != null && { updatedAfter: updatedAfter.getTime() }),
  };
}
