import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { nodeIds } from '../../schema/contract/node-ids.js';
import type { OrderEventType } from '../../schema/domain/order-event.js';
import { orderEventTypes } from '../../schema/domain/order-event.js';
import type { Actor } from '../../schema/graphql/actor.js';
import { Costs } from '../../schema/graphql/field-costs.js';
import { Fulfillment } from '../../schema/graphql/fulfillment.js';
import { OrderEvent } from '../../schema/graphql/order-event.js';
import { maySeeActor } from '../auth/permissions.js';
import { eventCursor } from '../store/cursors.js';
import type { OrderEventRow } from '../store/read-order-events.js';
import type { RequestContext } from './context.js';
import type { FulfillmentValue } from './order-fields.js';
import { fulfillmentValueIn } from './order-fields.js';

const known: ReadonlySet<string> = new Set(orderEventTypes);

/** The fields of `OrderEvent` that differ from its row. */
@Resolver(() => OrderEvent)
export class OrderEventFields {
  @FieldResolver()
  id(@Root() row: OrderEventRow): string {
    return nodeIds.event(row.order_id, row.sequence);
  }

  @FieldResolver()
  orderId(@Root() row: OrderEventRow): string {
    return row.order_id;
  }

  @FieldResolver()
  cursor(@Root() row: OrderEventRow): string {
    return eventCursor(row.sequence);
  }

  /** A newer worker may write types that this version does not know. */
  @FieldResolver()
  type(@Root() row: OrderEventRow): OrderEventType {
    return known.has(row.type) ? (row.type as OrderEventType) : 'OTHER';
  }

  @FieldResolver()
  actor(@Root() row: OrderEventRow, @Ctx() { caller }: RequestContext): Actor {
    const { actor_kind: kind, actor_id: id } = row;
    return { kind, actorId: maySeeActor(caller, { kind, id }) ? id : null };
  }

  @FieldResolver()
  fulfillmentId(@Root() row: OrderEventRow): string | null {
    return row.fulfillment_id && nodeIds.fulfillment(row.fulfillment_id);
  }

  @Costs({ price: 2 })
  @FieldResolver(() => Fulfillment, {
    nullable: true,
    description: 'The fulfillment concerned, as it is now; null: the whole order.',
  })
  async fulfillment(
    @Root() { order_id, fulfillment_id }: OrderEventRow,
    @Ctx() { loaders }: RequestContext,
  ): Promise<FulfillmentValue | null> {
    if (fulfillment_id === null) return null;
    const order = await loaders.orders.load(order_id);
    return order && fulfillmentValueIn(order, fulfillment_id);
  }

  @FieldResolver()
  requestId(@Root() row: OrderEventRow): string | null {
    return row.request_id;
  }
}
