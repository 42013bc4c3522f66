import { Field, ID, InputType, Int } from 'type-graphql';
import type { OrderEventType as OrderEventTypeName } from '../domain/order-event.js';
import { OrderEventType } from './order-event-type.js';
import { RequestInput } from './request-input.js';

const url = 'The URL of the receiver: https, with a public address, unless the installation allows others.';

@InputType({ description: 'A webhook to create.' })
export class WebhookCreateInput extends RequestInput {
  @Field(() => String, { description: url })
  readonly url!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, at most 500 characters.' })
  readonly description?: string | null;

  @Field(() => [OrderEventType], {
    nullable: true,
    description: 'The types of events to deliver; all when left out. OTHER is not allowed.',
  })
  readonly eventTypes?: readonly OrderEventTypeName[] | null;
}

/** What names a webhook in an input. */
@InputType()
abstract class WebhookInput extends RequestInput {
  @Field(() => ID, { description: 'The webhook.' })
  readonly id!: string;
}

@InputType({ description: 'Changes to a webhook. What is left out stays as it is.' })
export class WebhookUpdateInput extends WebhookInput {
  @Field(() => String, { nullable: true, description: url })
  readonly url?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for, at most 500 characters.' })
  readonly description?: string | null;

  @Field(() => [OrderEventType], {
    nullable: true,
    description: 'The types of events to deliver from now on; null: all. OTHER is not allowed.',
  })
  readonly eventTypes?: readonly OrderEventTypeName[] | null;
}

@InputType({ description: 'A webhook to delete.' })
export class WebhookDeleteInput extends WebhookInput {}

@InputType({ description: 'A webhook to pause.' })
export class WebhookPauseInput extends WebhookInput {}

@InputType({ description: 'A webhook to resume.' })
export class WebhookResumeInput extends WebhookInput {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether to skip what was not delivered, and continue with what happens from now on. False by default.',
  })
  readonly skipUndelivered?: boolean | null;
}

@InputType({ description: 'From where to deliver events again.' })
export class WebhookReplayInput extends WebhookInput {
  @Field(() => ID, { description: 'The order of the event from which to repeat.' })
  readonly orderId!: string;

  @Field(() => Int, { description: 'The sequence of that event in the timeline of its order.' })
  readonly sequence!: number;
}

@InputType({ description: 'A webhook to give a new secret.' })
export class WebhookSecretRotateInput extends WebhookInput {}
