import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { nodeIds } from '../../schema/contract/node-ids.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { OrderListChange, ShipmentListChange } from '../../schema/graphql/list-changes.js';
import type { ListChange } from '../feed/lists/list-change.js';
import { readPresentMark } from '../store/change-marks.js';
import type { ShipmentRecord } from '../store/shipment-record.js';
import type { RequestContext } from './context.js';

@Resolver(() => OrderListChange)
export class OrderListChangeFields {
  @FieldResolver()
  orderId(@Root() change: ListChange<OrderSnapshot>): string | null {
    return change.kind === 'RESYNC' ? null : change.id;
  }

  @FieldResolver()
  order(@Root() change: ListChange<OrderSnapshot>): OrderSnapshot | null {
    return change.kind === 'RESYNC' ? null : change.item;
  }

  @FieldResolver()
  async changeMark(
    @Root() { kind }: ListChange<OrderSnapshot>,
    @Ctx() { database }: RequestContext,
  ): Promise<string | null> {
    return kind === 'RESYNC' ? readPresentMark(database, 'orders') : null;
  }
}

@Resolver(() => ShipmentListChange)
export class ShipmentListChangeFields {
  @FieldResolver()
  shipmentId(@Root() change: ListChange<ShipmentRecord>): string | null {
    return change.kind === 'RESYNC' ? null : nodeIds.shipment(change.id);
  }

  @FieldResolver()
  shipment(@Root() change: ListChange<ShipmentRecord>): ShipmentRecord | null {
    return change.kind === 'RESYNC' ? null : change.item;
  }

  @FieldResolver()
  async changeMark(
    @Root() { kind }: ListChange<ShipmentRecord>,
    @Ctx() { database }: RequestContext,
  ): Promise<string | null> {
    return kind === 'RESYNC' ? readPresentMark(database, 'shipments') : null;
  }
}
