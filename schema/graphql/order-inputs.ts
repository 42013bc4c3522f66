import { Field, ID, InputType } from 'type-graphql';
import { Address } from './address.js';
import { CancelledBy } from './enums.js';
import { OrderItemInput } from './order-item.js';
import { RequestInput } from './request-input.js';

@InputType({ description: 'An order to place.' })
export class OrderCreateInput {
  @Field(() => ID, {
    description:
      'The order’s id, chosen by the caller: the same id with the same contents is the same order. At most 200 characters, no colon.',
  })
  readonly id!: string;

  @Field(() => ID, { description: 'Whose order it is; a customer can order for itself only.' })
  readonly customerId!: string;

  @Field(() => [OrderItemInput], { description: 'What to order: 1 to 100 lines, each of another SKU.' })
  readonly items!: readonly OrderItemInput[];

  @Field(() => Address, { nullable: true, description: 'Where to deliver to.' })
  readonly deliveryAddress?: Address | null;
}

@InputType({ description: 'Accept an order without its unavailable items.' })
export class OrderAmendInput extends RequestInput {
  @Field(() => ID, { description: 'The order.' })
  readonly id!: string;
}

@InputType({ description: 'Cancel all of an order that is not dispatched.' })
export class OrderCancelInput extends RequestInput {
  @Field(() => ID, { description: 'The order.' })
  readonly id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Why, for the customer and the books; at most 500 characters.',
  })
  readonly reason?: string | null;

  @Field(() => CancelledBy, {
    nullable: true,
    description:
      'On whose side: follows from the caller’s role. Only the local developer, who is everybody, chooses; the customer by default.',
  })
  readonly by?: keyof typeof CancelledBy | null;
}
