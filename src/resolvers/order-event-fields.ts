import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Actor } from '../../schema/domain/actor.js';
import type { OrderEventType } from '../../schema/domain/order-event.js';
import { orderEventTypes } from '../../schema/domain/order-event.js';
import { OrderEvent } from '../../schema/graphql/order-event.js';
import { maySeeActor } from '../auth/permissions.js';
import type { RequestContext } from '../graphql/context.js';
import { eventCursor } from '../store/cursors.js';
import type { OrderEventRow } from '../store/read-order-events.js';

const known: ReadonlySet<string> = new Set(orderEventTypes);

/** The fields of `OrderEvent` that its row does not hold as they are. */
@Resolver(() => OrderEvent)
export class OrderEventFields {
  @FieldResolver()
  id(@Root() row: OrderEventRow): string {
    return `${row.order_id}:event:${row.sequence}`;
  }

  @FieldResolver()
  orderId(@Root() row: OrderEventRow): string {
    return row.order_id;
  }

  @FieldResolver()
  cursor(@Root() row: OrderEventRow): string {
    return eventCursor(row.sequence);
  }

  /** A newer worker may tell of things that this version does not know. */
  @FieldResolver()
  type(@Root() row: OrderEventRow): OrderEventType {
    return known.has(row.type) ? (row.type as OrderEventType) : 'OTHER';
  }

  @FieldResolver()
  actor(@Root() row: OrderEventRow, @Ctx() { caller }: RequestContext): Actor {
    const actor = { kind: row.actor_kind, id: row.actor_id };
    return maySeeActor(caller, actor) ? actor : { ...actor, id: null };
  }

  @FieldResolver()
  fulfillmentId(@Root() row: OrderEventRow): string | null {
    return row.fulfillment_id;
  }

  @FieldResolver()
  requestId(@Root() row: OrderEventRow): string | null {
    return row.request_id;
  }
}
