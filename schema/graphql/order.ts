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

@ObjectType({ description: 'The cancellation of an order.' })
export class Cancellation {
  @Field(() => CancelledBy, { description: 'Which side cancelled it.' })
  readonly by!: 'CUSTOMER' | 'BUSINESS';

  @Field(() => String, { nullable: true, description: 'The reason, if one was given.' })
  readonly reason!: string | null;

  @Field(() => DateTime, { description: 'When it was cancelled.' })
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
    description:
      'Grows with every change: of two answers, the one with the higher revision is newer. Gaps mean nothing.',
  })
  readonly revision!: number;

  @Costs({ maxSize: MAX_ITEMS })
  @Field(() => [OrderItem], { description: 'What was ordered, line for line.' })
  readonly items!: readonly OrderItem[];

  @Costs({ maxSize: MAX_FULFILLMENTS })
  @Field(() => [Fulfillment], {
    description:
      'One for each warehouse that sends a part, and one for what no warehouse has. Empty before items are reserved.',
  })
  readonly fulfillments!: readonly Fulfillment[];

  @Field(() => Address, { nullable: true, description: 'Where to deliver, if it was given.' })
  readonly deliveryAddress!: Address | null;

  @Field(() => Money, { description: 'What the customer has been charged so far, before refunds.' })
  readonly totalCharged!: MoneyValue;

  @Field(() => Money, { description: 'What the customer has been refunded so far.' })
  readonly totalRefunded!: MoneyValue;

  @Field(() => Boolean, { description: 'Whether any of its shipments is late now: `Shipment.isLate`.' })
  readonly isLate!: boolean;

  @Field(() => DateTime, { description: 'When the order was placed.' })
  readonly placedAt!: string;

  @Field(() => DateTime, { description: 'When the order or any part of it last changed.' })
  readonly updatedAt!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The position of this state in the sequence of changes to all orders. Opaque; equal to its cursor in a list ' +
      'sorted by CHANGED_ASC. Continue only from marks of such a list: a mark from elsewhere does not mean that you ' +
      'have read everything before it. Null when the state came from the order’s workflow and is not stored yet.',
  })
  readonly changeMark!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the order was closed; null while it is open. Nothing more happens to a closed order, and its subscriptions ' +
      'complete.',
  })
  readonly closedAt!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The time by which the customer must decide about unavailable items; null when there is nothing to decide.',
  })
  readonly actionDeadline!: string | null;

  @Costs({ maxSize: 2 })
  @Field(() => [OrderAction], {
    description: 'What the caller may do with it now, given its state and the caller’s role.',
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
