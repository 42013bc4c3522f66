import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { OrderEventType as OrderEventTypeName } from '../domain/order-event.js';
import { Actor } from './actor.js';
import { Node } from './node.js';
import { OrderEventType } from './order-event-type.js';
import { DateTime } from './scalars.js';

@ObjectType({
  implements: Node,
  description: 'A line of an order’s timeline: what happened, when, and who caused it.',
})
export class OrderEvent extends Node {
  @Field(() => ID, { description: 'The event’s own id.' })
  override readonly id!: string;

  @Field(() => ID, { description: 'The order it belongs to.' })
  readonly orderId!: string;

  @Field(() => String, {
    description:
      'The cursor of its edge: send it as `after` to continue from here, in orderEvents and in pages of events.',
  })
  readonly cursor!: string;

  @Field(() => Int, { description: 'Its place in the order’s timeline: 1, 2, 3 …, without a gap.' })
  readonly sequence!: number;

  @Field(() => OrderEventType, { description: 'What happened.' })
  readonly type!: OrderEventTypeName;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly at!: Date;

  @Field(() => Actor, { description: 'Who caused it.' })
  readonly actor!: Actor;

  @Field(() => ID, { nullable: true, description: 'The fulfillment concerned; null: the whole order.' })
  readonly fulfillmentId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The request that caused it, if any.' })
  readonly requestId!: string | null;

  @Field(() => String, { description: 'What happened, as a sentence for people.' })
  readonly message!: string;
}
