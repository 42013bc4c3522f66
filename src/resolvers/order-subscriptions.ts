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
import type { OrderEventRow } from '../store/read-order-events.js';
import { checkIds } from '../store/read-order-page.js';
import type { Watch } from './watch.js';

@Resolver()
export class OrderSubscriptions {
  @Subscription(() => Order, {
    description:
      'The order as it is now, then after every change. Revisions only grow; states in between may be skipped, never ' +
      'the latest. Completes when the order is closed.',
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
      'Every event of the order’s timeline after the cursor, without gaps or duplicates. To continue after a lost ' +
      'connection, send the cursor of the last event received. Completes after the last event of a closed order.',
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
      description: 'Only events after this cursor; by default from the first event on.',
    })
    _after: string | null,
    @Root() event: OrderEventRow,
  ): OrderEventRow {
    return event;
  }

  @Costs({ isLiveList: true })
  @Subscription(() => OrderListChange, {
    description:
      'The changes to a list of orders: RESYNC (read the list) first and whenever changes were dropped, then the ' +
      'latest state of each order that changed within the filter or left it.',
    subscribe: ({ context: { feed, caller }, args: { where } }: Watch<{ where?: OrderFilter | null }>) =>
      feed.watchOrders(orderListFilter(caller, where ?? {})),
  })
  ordersChanged(
    @Arg('where', () => OrderFilter, {
      nullable: true,
      description:
        'Which orders; by default all that the caller may see. Not with `search` or `changedAfter`.',
    })
    _where: OrderFilter | null,
    @Root() change: ListChange<OrderSnapshot>,
  ): ListChange<OrderSnapshot> {
    return change;
  }
}

function orderListFilter(caller: Caller, where: OrderFilter): OrderListFilter {
  if (where.search != null) throw badInput('A live list cannot be searched');
  if (where.changedAfter != null)
    throw badInput('A live list cannot begin in the past: changedAfter is for queries');
  const { ids, status, open, customerId, sku, placedAfter, placedBefore, updatedAfter, updatedBefore } =
    where;
  const { isLate } = where;
  checkIds(where);
  const own = onlyCustomer(caller);
  // A customer who asks for somebody else's orders gets none, as in the query.
  const isForeign = own !== null && customerId != null && customerId !== own;
  const customer = own ?? customerId;
  return {
    ...(isForeign ? { statuses: [] } : status != null && { statuses: [...new Set(status)] }),
    ...(ids != null && { ids }),
    ...(open != null && { open }),
    ...(customer != null && { customerId: customer }),
    ...(sku != null && { sku }),
    ...(placedAfter != null && { placedAfter: placedAfter.getTime() }),
    ...(placedBefore != null && { placedBefore: placedBefore.getTime() }),
    ...(updatedAfter != null && { updatedAfter: updatedAfter.getTime() }),
    ...(isLate != null && { isLate }),
    ...(updatedBefore != null && { updatedBefore: updatedBefore.getTime() }),
  };
}
