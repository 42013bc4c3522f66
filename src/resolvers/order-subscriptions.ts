import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { Costs } from '../../schema/graphql/field-costs.js';
import { OrderFilter } from '../../schema/graphql/list-arguments.js';
import { OrderListChange } from '../../schema/graphql/list-changes.js';
import { Order } from '../../schema/graphql/order.js';
import { OrderEvent } from '../../schema/graphql/order-event.js';
import type { Caller } from '../auth/caller.js';
import { maySeeOrder, onlyCustomer } from '../auth/permissions.js';
import { badInput } from '../errors/api-errors.js';
import type { ListChange, OrderListFilter } from '../feed/lists/list-change.js';
import { sequenceOfCursor } from '../store/cursors.js';
import { MAX_PAGE_SIZE } from '../store/page.js';
import type { OrderEventRow } from '../store/read-order-events.js';
import type { Watch } from './watch.js';

/** What can be watched of orders. */
@Resolver()
export class OrderSubscriptions {
  @Subscription(() => Order, {
    description:
      'The order as it is now, then after every change. Revisions only grow; some may be skipped, never the ' +
      'last. Completes when the order is closed.',
    subscribe: ({ context: { feed, caller }, args: { id } }: Watch<{ id: string }>) =>
      feed.watchOrder(id, (order) => maySeeOrder(caller, order)),
  })
  orderUpdated(
    @Arg('id', () => ID, { description: 'The order’s id.' }) _id: string,
    @Root() order: OrderSnapshot,
  ): OrderSnapshot {
    return order;
  }

  @Subscription(() => OrderEvent, {
    description:
      'Every event of the order’s timeline after the cursor, with no gap and none twice. To go on after a ' +
      'break, send the cursor of the last event received. Completes after the last event of a closed order.',
    subscribe: ({
      context: { feed, caller },
      args: { id, after },
    }: Watch<{ id: string; after?: string | null }>) =>
      feed.watchEvents(id, after ? sequenceOfCursor(after) : 0, (order) => maySeeOrder(caller, order)),
  })
  orderEvents(
    @Arg('id', () => ID, { description: 'The order’s id.' }) _id: string,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Only what comes after this cursor; from the first event when left out.',
    })
    _after: string | null,
    @Root() event: OrderEventRow,
  ): OrderEventRow {
    return event;
  }

  @Costs({ isLiveList: true })
  @Subscription(() => OrderListChange, {
    description:
      'What changes in a list of orders: RESYNC first and whenever changes were dropped (read the list, again), ' +
      'then the latest state of each order that changed within the filter, or left it.',
    subscribe: ({ context: { feed, caller }, args: { where } }: Watch<{ where?: OrderFilter | null }>) =>
      feed.watchOrders(orderListFilter(caller, where ?? {})),
  })
  ordersChanged(
    @Arg('where', () => OrderFilter, {
      nullable: true,
      description:
        'Which orders; all that the caller may see when left out. Not with `search` or `changedAfter`.',
    })
    _where: OrderFilter | null,
    @Root() change: ListChange<OrderSnapshot>,
  ): ListChange<OrderSnapshot> {
    return change;
  }
}

function orderListFilter(caller: Caller, where: OrderFilter): OrderListFilter {
  if (where.search != null) throw badInput('A live list cannot be searched');
  if (where.changedAfter != null) throw badInput('A live list begins now: changedAfter is for queries');
  const { ids, status, open, customerId, sku, placedAfter, placedBefore, updatedAfter, updatedBefore } =
    where;
  if ((ids?.length ?? 0) > MAX_PAGE_SIZE) throw badInput(`ids takes at most ${MAX_PAGE_SIZE}`);
  const own = onlyCustomer(caller);
  // Somebody else's orders: none, as in the list itself.
  const isForeign = own !== null && customerId != null && customerId !== own;
  const customer = own ?? customerId;
  return {
    ...(isForeign ? { statuses: [] } : status != null && { statuses: status }),
    ...(ids != null && { ids }),
    ...(open != null && { open }),
    ...(customer != null && { customerId: customer }),
    ...(sku != null && { sku }),
    ...(placedAfter != null && { placedAfter: placedAfter.getTime() }),
    ...(placedBefore != null && { placedBefore: placedBefore.getTime() }),
    ...(updatedAfter != null && { updatedAfter: updatedAfter.getTime() }),
    ...(updatedBefore != null && { updatedBefore: updatedBefore.getTime() }),
  };
}
