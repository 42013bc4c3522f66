import { Field, ID, ObjectType } from 'type-graphql';
import { Costs } from './field-costs.js';
import { MAX_USER_ERRORS } from './list-sizes.js';
import { FraudSettings } from './operations.js';
import { Order } from './order.js';
import { Product } from './product.js';
import { Shipment } from './shipment.js';
import { TrackingLink } from './tracking.js';
import { UserError } from './user-errors.js';
import { Webhook } from './webhook.js';

const order = 'The order in its latest known state; null if it does not exist, or the caller may not see it.';
const secret =
  'The secret that deliveries are signed with, as `whsec_…`. Shown only here, and only in the first answer to the ' +
  'request: null in later ones.';

/** What every payload has. */
@ObjectType()
abstract class Payload {
  @Costs({ maxSize: MAX_USER_ERRORS })
  @Field(() => [UserError], { description: 'Why the mutation did nothing; empty when it succeeded.' })
  readonly userErrors!: readonly UserError[];
}

/** What the payload of every repeatable request has. */
@ObjectType()
abstract class RequestPayload extends Payload {
  @Field(() => ID, {
    nullable: true,
    description: 'The request id that was sent, or the one that the API generated.',
  })
  readonly requestId!: string | null;
}

/** What the payload has of every request that the order’s workflow judges. */
@ObjectType()
abstract class JudgedPayload extends RequestPayload {
  @Field(() => Boolean, {
    description:
      'Whether the request is stored but not judged yet, because no worker answered in time. If so, repeat it with the ' +
      'same request id to learn the outcome.',
  })
  readonly pending!: boolean;
}

/** What the payload of every request for a shipment has. */
@ObjectType()
abstract class ShipmentPayload extends JudgedPayload {
  @Field(() => Shipment, {
    nullable: true,
    description:
      'The shipment in its latest known state; null if it does not exist, or the caller may not see it.',
  })
  readonly shipment!: Shipment | null;
}

/** What the payload of every request that keeps a webhook has. */
@ObjectType()
abstract class WebhookPayload extends RequestPayload {
  @Field(() => Webhook, {
    nullable: true,
    description: 'The webhook as it is now; null if it does not exist.',
  })
  readonly webhook!: Webhook | null;
}

@ObjectType({ description: 'The result of placing an order.' })
export class OrderCreatePayload extends Payload {
  @Field(() => Order, { nullable: true, description: order })
  readonly order!: Order | null;

  @Field(() => Boolean, {
    description: 'Whether the order is stored but not placed yet. Always false in this version.',
  })
  readonly pending!: boolean;
}

@ObjectType({ description: 'The result of amending an order.' })
export class OrderAmendPayload extends JudgedPayload {
  @Field(() => Order, { nullable: true, description: order })
  readonly order!: Order | null;
}

@ObjectType({ description: 'The result of cancelling an order.' })
export class OrderCancelPayload extends JudgedPayload {
  @Field(() => Order, { nullable: true, description: order })
  readonly order!: Order | null;
}

@ObjectType({ description: 'The result of making a tracking link.' })
export class OrderTrackingLinkPayload extends RequestPayload {
  @Field(() => TrackingLink, {
    nullable: true,
    description: 'The order’s link; null when the request was refused, or the link has been revoked since.',
  })
  readonly trackingLink!: TrackingLink | null;
}

@ObjectType({ description: 'The result of revoking a tracking link.' })
export class OrderTrackingLinkRevokePayload extends RequestPayload {
  @Field(() => TrackingLink, {
    nullable: true,
    description:
      'The order’s link, if the request was refused or a new link has been made since; otherwise null.',
  })
  readonly trackingLink!: TrackingLink | null;
}

@ObjectType({ description: 'The result of assigning a shipment to a courier.' })
export class ShipmentAssignPayload extends ShipmentPayload {}

@ObjectType({ description: 'The result of reporting that a shipment was picked up.' })
export class ShipmentDispatchPayload extends ShipmentPayload {}

@ObjectType({ description: 'The result of reporting that a shipment has arrived.' })
export class ShipmentDeliverPayload extends ShipmentPayload {}

@ObjectType({ description: 'The result of reporting that a shipment will not arrive.' })
export class ShipmentFailPayload extends ShipmentPayload {}

@ObjectType({ description: 'The result of adding a tracking event.' })
export class ShipmentEventCreatePayload extends ShipmentPayload {}

@ObjectType({ description: 'The result of adjusting stock.' })
export class StockAdjustPayload extends RequestPayload {
  @Field(() => Product, { nullable: true, description: 'The product with its stock as it is now.' })
  readonly product!: Product | null;
}

@ObjectType({ description: 'The result of changing the fraud settings.' })
export class FraudSettingsUpdatePayload extends RequestPayload {
  @Field(() => FraudSettings, { nullable: true, description: 'The settings as they are now.' })
  readonly fraudSettings!: FraudSettings | null;
}

@ObjectType({ description: 'The result of resetting the fraud settings.' })
export class FraudResetPayload extends RequestPayload {
  @Field(() => FraudSettings, { nullable: true, description: 'The settings as they are now.' })
  readonly fraudSettings!: FraudSettings | null;
}

@ObjectType({ description: 'The result of creating a webhook.' })
export class WebhookCreatePayload extends WebhookPayload {
  @Field(() => String, { nullable: true, description: secret })
  readonly secret!: string | null;
}

@ObjectType({ description: 'The result of changing a webhook.' })
export class WebhookUpdatePayload extends WebhookPayload {}

@ObjectType({ description: 'The result of deleting a webhook.' })
export class WebhookDeletePayload extends RequestPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the deleted webhook; null when none was deleted.',
  })
  readonly deletedWebhookId!: string | null;
}

@ObjectType({ description: 'The result of pausing a webhook.' })
export class WebhookPausePayload extends WebhookPayload {}

@ObjectType({ description: 'The result of resuming a webhook.' })
export class WebhookResumePayload extends WebhookPayload {}

@ObjectType({ description: 'The result of delivering events again.' })
export class WebhookReplayPayload extends WebhookPayload {}

@ObjectType({ description: 'The result of giving a webhook a new secret.' })
export class WebhookSecretRotatePayload extends WebhookPayload {
  @Field(() => String, { nullable: true, description: secret })
  readonly secret!: string | null;
}
