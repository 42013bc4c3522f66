import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { OrderEventType as OrderEventTypeName } from '../domain/order-event.js';
import { orderEventTypes } from '../domain/order-event.js';
import { Costs } from './field-costs.js';
import { Node } from './node.js';
import { OrderEventType } from './order-event-type.js';
import { registerEnum } from './register-enum.js';
import { DateTime } from './scalars.js';

export const WebhookStatus = registerEnum('WebhookStatus', 'Whether events are delivered to a webhook.', {
  ACTIVE: 'Events are delivered as they happen.',
  FAILING: 'The last attempt failed and will be repeated: `failure` says when.',
  PAUSED: 'A manager paused it. What happens meanwhile is delivered once it is resumed.',
  DOWN: 'Its receiver failed for too long, or answered 410 Gone: it is paused until a manager resumes it.',
  OTHER: 'A status that this version of the API does not know.',
});

@ObjectType({ description: 'Why events do not reach the receiver of a webhook.' })
export class WebhookFailure {
  @Field(() => DateTime, { description: 'When deliveries began to fail.' })
  readonly since!: Date;

  @Field(() => Int, { description: 'How many attempts have failed since then.' })
  readonly attempts!: number;

  @Field(() => String, { description: 'What went wrong in the last attempt, as a sentence for people.' })
  readonly lastError!: string;

  @Field(() => DateTime, { description: 'When the last attempt was made.' })
  readonly lastAttemptAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the next attempt is due; null: none is made until a manager resumes the webhook.',
  })
  readonly nextAttemptAt!: Date | null;
}

@ObjectType({
  implements: Node,
  description:
    'A URL that receives order events by HTTP POST, signed as Standard Webhooks defines. Every event is delivered at ' +
    'least once; the events of one order come in sequence.',
})
export class Webhook extends Node {
  @Field(() => ID, { description: 'The webhook’s own id.' })
  override readonly id!: string;

  @Field(() => String, { description: 'The URL of the receiver.' })
  readonly url!: string;

  @Field(() => String, { description: 'What it is for, in the words of its creator; empty when not given.' })
  readonly description!: string;

  @Costs({ maxSize: orderEventTypes.length })
  @Field(() => [OrderEventType], {
    nullable: true,
    description: 'The types of events that are delivered; null: all.',
  })
  readonly eventTypes!: readonly OrderEventTypeName[] | null;

  @Field(() => WebhookStatus, {
    description: 'Whether events are delivered to it. Treat an unknown status as OTHER.',
  })
  readonly status!: keyof typeof WebhookStatus;

  @Field(() => WebhookFailure, {
    nullable: true,
    description: 'What is wrong; null when the last attempt succeeded.',
  })
  readonly failure!: WebhookFailure | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the receiver last accepted an event; null before the first.',
  })
  readonly lastDeliveredAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when deliveries are also signed with the previous secret; null when they are not.',
  })
  readonly previousSecretUntil!: Date | null;

  @Field(() => DateTime, { description: 'When it was created.' })
  readonly createdAt!: Date;

  @Field(() => DateTime, { description: 'When a manager last changed it.' })
  readonly updatedAt!: Date;
}
