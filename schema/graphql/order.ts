import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Money as MoneyValue } from '../domain/money.js';
import type { OrderAction as OrderActionName } from '../domain/order-rules.js';
import type { OrderStatus as OrderStatusName } from '../domain/order-status.js';
import { MAX_ITEMS } from '../domain/validate-order.js';
import { Address } from './address.js';
import { CancelledBy, OrderAction } from './enums.js';
import { Costs } from './field-costs.js';
import { Fulfillment } from './fulfillment.js';
import { MAX_FULFILLMENTS } from './list-sizes.js';
import { Money } from './money.js';
import { Node } from './node.js';
import { OrderItem } from './order-item.js';
import { DateTime } from './scalars.js';
import { OrderStatus } from './status-enums.js';

@ObjectType({ description: 'How an order came to be cancelled.' })
export class Cancellation {
  @Field(() => CancelledBy, { description: 'Who cancelled it.' })
  readonly by!: 'CUSTOMER' | 'BUSINESS';

  @Field(() => String, { nullable: true, description: 'Why, as far as it was said.' })
  readonly reason!: string | null;

  @Field(() => DateTime, { description: 'When.' })
  readonly at!: string;
}

@ObjectType({
  implements: Node,
  description:
    'An order, from the moment it is accepted until all of it is delivered, cancelled or failed. ' +
    'Its timeline is the field `events`.',
})
export class Order extends Node {
  @Field(() => ID, { description: 'The id that its creator chose; it has no colon.' })
  override readonly id!: string;

  @Field(() => ID, { description: 'Whose order it is.' })
  readonly customerId!: string;

  @Field(() => OrderStatus, { description: 'Where the order is in its life.' })
  readonly status!: OrderStatusName;

  @Field(() => Int, {
    description: 'Grows with every change: of two answers the higher is newer. Gaps mean nothing.',
  })
  readonly revision!: number;

  @Costs({ maxSize: MAX_ITEMS })
  @Field(() => [OrderItem], { description: 'What was ordered, line for line.' })
  readonly items!: readonly OrderItem[];

  @Costs({ maxSize: MAX_FULFILLMENTS })
  @Field(() => [Fulfillment], {
    description: 'One for each warehouse that sends a part; none before items are reserved.',
  })
  readonly fulfillments!: readonly Fulfillment[];

  @Field(() => Address, { nullable: true, description: 'Where to deliver to, when it was given.' })
  readonly deliveryAddress!: Address | null;

  @Field(() => Money, { description: 'What the customer was charged so far, refunds not taken off.' })
  readonly totalCharged!: MoneyValue;

  @Field(() => Money, { description: 'What went back to the customer so far.' })
  readonly totalRefunded!: MoneyValue;

  @Field(() => DateTime, { description: 'When the order was placed.' })
  readonly placedAt!: string;

  @Field(() => DateTime, { description: 'When the order or any part of it last changed.' })
  readonly updatedAt!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Where this state is in the order of changes over all orders: opaque, and the same as its cursor in a list sorted ' +
      'by CHANGED_ASC. Go on only from marks of such a list: one that was met elsewhere does not say that what comes ' +
      'before it was read. Null for a state that only the order’s workflow could tell.',
  })
  readonly changeMark!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the order came to rest: nothing more happens by itself, and its subscriptions complete.',
  })
  readonly closedAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when the customer has to decide about unavailable items; null when there is nothing to decide.',
  })
  readonly actionDeadline!: string | null;

  @Costs({ maxSize: 2 })
  @Field(() => [OrderAction], {
    description: 'What the caller may do to it now, by its state and the caller’s role.',
  })
  readonly availableActions!: readonly OrderActionName[];

  @Field(() => Cancellation, { nullable: true, description: 'How it was cancelled, if it was.' })
  readonly cancellation!: Cancellation | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The order’s workflow in the Temporal web UI; null for customers, and where no UI is set up.',
  })
  readonly workflowUrl!: string | null;
}
