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
    description: 'The same cursor as its edge’s: orderEvents goes on after it, and so does a page of events.',
  })
  readonly cursor!: string;

  @Field(() => Int, { description: '1, 2, 3 … for each order, without a gap.' })
  readonly sequence!: number;

  @Field(() => OrderEventType, { description: 'What happened.' })
  readonly type!: OrderEventTypeName;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly at!: Date;

  @Field(() => Actor, { description: 'Who caused it.' })
  readonly actor!: Actor;

  @Field(() => ID, { nullable: true, description: 'The fulfillment it is about; null: the whole order.' })
  readonly fulfillmentId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The request that caused it, where one did.' })
  readonly requestId!: string | null;

  @Field(() => String, { description: 'The same in a sentence for people.' })
  readonly message!: string;
}
