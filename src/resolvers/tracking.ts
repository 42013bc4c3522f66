import { Ctx, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { Costs } from '../../schema/graphql/field-costs.js';
import { TrackedOrder } from '../../schema/graphql/tracking.js';
import { trackedOrderId } from '../auth/permissions.js';
import type { RequestContext } from './context.js';
import { trackedOrder } from './tracked-order.js';
import type { Watch } from './watch.js';

/** What a tracking link may read: the order that it is for, which no argument can change. */
@Resolver()
export class TrackingResolver {
  @Costs({ price: 20 })
  @Query(() => TrackedOrder, {
    nullable: true,
    description: 'The order of the caller’s tracking link.',
  })
  async tracking(@Ctx() { caller, orders }: RequestContext): Promise<TrackedOrder | null> {
    const orderId = trackedOrderId(caller);
    const order = await orders.find(orderId, ({ id }) => id === orderId);
    return order && trackedOrder(order);
  }

  @Subscription(() => TrackedOrder, {
    description:
      'The order of the tracking link as it is now, then after every change. Completes when the order is closed. The ' +
      'socket is closed when the link expires or is revoked.',
    subscribe: ({ context: { feed, caller } }: Watch<object>) => {
      const orderId = trackedOrderId(caller);
      return feed.watchOrder(orderId, ({ id }) => id === orderId);
    },
  })
  trackingUpdated(@Root() order: OrderSnapshot): TrackedOrder {
    return trackedOrder(order);
  }
}
