import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { OrderConnection } from '../../schema/graphql/connections.js';
import { Costs } from '../../schema/graphql/field-costs.js';
import { OrdersArguments } from '../../schema/graphql/list-arguments.js';
import { Order } from '../../schema/graphql/order.js';
import { maySeeOrder, onlyCustomer } from '../auth/permissions.js';
import type { CountedPage } from '../store/page.js';
import { pageRequestOf, shownPage } from '../store/page.js';
import { readOrderPage } from '../store/read-order-page.js';
import type { RequestContext } from './context.js';

@Resolver(() => OrderConnection)
export class OrderQueries {
  @Costs({ price: 20 })
  @Query(() => Order, {
    nullable: true,
    description: 'The order with this id; null if it does not exist, or the caller may not see it.',
  })
  order(
    @Arg('id', () => ID, { description: 'The order’s id.' }) id: string,
    @Ctx() { caller, orders }: RequestContext,
  ): Promise<OrderSnapshot | null> {
    return orders.find(id, (order) => maySeeOrder(caller, order));
  }

  @Costs({ price: 50 })
  @Query(() => OrderConnection, { nullable: true, description: 'The orders that the caller may see.' })
  async orders(
    @Args(() => OrdersArguments) { where, sort, ...page }: OrdersArguments,
    @Ctx() { database, recentOrders, caller }: RequestContext,
  ): Promise<CountedPage<OrderSnapshot>> {
    const selection = { ...where, reach: onlyCustomer(caller) };
    const rows = await readOrderPage(database, selection, sort ?? 'PLACED_AT_DESC', pageRequestOf(page));
    return shownPage(rows, (order) => recentOrders.newest(order));
  }

  @FieldResolver(() => Int, { nullable: true })
  totalCount(@Root() page: CountedPage<OrderSnapshot>): Promise<number> {
    return page.count();
  }
}
