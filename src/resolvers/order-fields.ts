import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { isOrderLate } from '../../schema/domain/lateness.js';
import { money } from '../../schema/domain/money.js';
import type { OrderAction } from '../../schema/domain/order-rules.js';
import type { FulfillmentSnapshot, OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { OrderEventConnection } from '../../schema/graphql/connections.js';
import { Costs } from '../../schema/graphql/field-costs.js';
import { Fulfillment } from '../../schema/graphql/fulfillment.js';
import { PageArguments } from '../../schema/graphql/list-arguments.js';
import { Money } from '../../schema/graphql/money.js';
import { Order } from '../../schema/graphql/order.js';
import { OrderItem } from '../../schema/graphql/order-item.js';
import { availableOrderActions, visibleParts } from '../auth/permissions.js';
import type { Page } from '../store/page.js';
import { pageRequestOf } from '../store/page.js';
import type { OrderEventRow } from '../store/read-order-events.js';
import type { MarkedOrder } from '../store/read-orders.js';
import type { RequestContext } from './context.js';
import type { ItemValue } from './item-value.js';
import { itemValues } from './item-value.js';
import { totalCharged, totalRefunded } from './order-totals.js';

/** A fulfillment with its order: what the GraphQL type `Fulfillment` is resolved from. */
export interface FulfillmentValue extends FulfillmentSnapshot {
  readonly order: OrderSnapshot;
}

function fulfillmentValues(order: OrderSnapshot): readonly FulfillmentValue[] {
  return order.fulfillments.map((fulfillment) => ({ ...fulfillment, order }));
}

export function fulfillmentValueIn(order: OrderSnapshot, fulfillmentId: string): FulfillmentValue | null {
  return fulfillmentValues(order).find(({ id }) => id === fulfillmentId) ?? null;
}

/** The fields of `Order` that differ from its snapshot. */
@Resolver(() => Order)
export class OrderFields {
  @FieldResolver(() => [OrderItem])
  items(@Root() order: OrderSnapshot, @Ctx() { caller }: RequestContext): readonly ItemValue[] {
    return itemValues(order.items, visibleParts(caller));
  }

  @FieldResolver(() => [Fulfillment])
  fulfillments(@Root() order: OrderSnapshot): readonly FulfillmentValue[] {
    return fulfillmentValues(order);
  }

  @FieldResolver(() => Money)
  totalCharged(@Root() order: OrderSnapshot): Money {
    return money(totalCharged(order));
  }

  @FieldResolver(() => Money)
  totalRefunded(@Root() order: OrderSnapshot): Money {
    return money(totalRefunded(order));
  }

  @FieldResolver()
  isLate(@Root() order: OrderSnapshot): boolean {
    return isOrderLate(order);
  }

  @FieldResolver()
  changeMark(@Root() order: OrderSnapshot | MarkedOrder): string | null {
    return 'changeMark' in order ? order.changeMark : null;
  }

  @FieldResolver()
  availableActions(@Root() order: OrderSnapshot, @Ctx() { caller }: RequestContext): readonly OrderAction[] {
    return availableOrderActions(caller, order);
  }

  @FieldResolver()
  workflowUrl(@Root() { id }: OrderSnapshot, @Ctx() { caller, workflowUrl }: RequestContext): string | null {
    return visibleParts(caller).workflowUrl ? workflowUrl(id) : null;
  }

  @Costs({ price: 20 })
  @FieldResolver(() => OrderEventConnection, {
    nullable: true,
    description: 'The timeline of the order, oldest first.',
  })
  async events(
    @Root() { id }: OrderSnapshot,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Page<OrderEventRow>> {
    return loaders.events.load({ orderId: id, page: pageRequestOf(page) });
  }
}
