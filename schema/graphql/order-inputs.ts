import { Field, ID, InputType } from 'type-graphql';
import { Address } from './address.js';
import { CancelledBy } from './enums.js';
import { OrderItemInput } from './order-item.js';
import { RequestInput } from './request-input.js';

@InputType({ description: 'An order to place.' })
export class OrderCreateInput {
  @Field(() => ID, {
    description:
      'The order’s id, chosen by the caller: at most 200 characters, no colon. Sending the same id with the same ' +
      'contents again has no further effect.',
  })
  readonly id!: string;

  @Field(() => ID, { description: 'Whose order it is. A customer may order only for itself.' })
  readonly customerId!: string;

  @Field(() => [OrderItemInput], { description: 'What to order: 1 to 100 lines, each with a different SKU.' })
  readonly items!: readonly OrderItemInput[];

  @Field(() => Address, { nullable: true, description: 'Where to deliver.' })
  readonly deliveryAddress?: Address | null;
}

@InputType({ description: 'An order to accept without its unavailable items.' })
export class OrderAmendInput extends RequestInput {
  @Field(() => ID, { description: 'The order.' })
  readonly id!: string;
}

@InputType({ description: 'An order to cancel, except for what is already dispatched.' })
export class OrderCancelInput extends RequestInput {
  @Field(() => ID, { description: 'The order.' })
  readonly id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The reason, for the timeline; at most 500 characters.',
  })
  readonly reason?: string | null;

  @Field(() => CancelledBy, {
    nullable: true,
    description:
      'Which side cancels. The caller’s role decides; only the role DEVELOPER may choose, with CUSTOMER as the default.',
  })
  readonly by?: keyof typeof CancelledBy | null;
}
