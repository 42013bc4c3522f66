import { Field, ID, ObjectType } from 'type-graphql';
import { Costs } from './field-costs.js';
import { MAX_USER_ERRORS } from './list-sizes.js';
import { FraudSettings } from './operations.js';
import { Order } from './order.js';
import { Product } from './product.js';
import { Shipment } from './shipment.js';
import { UserError } from './user-errors.js';

const order = 'The order as it is now, as far as it is known.';
const shipment = 'The shipment as it is now, as far as it is known.';

/** What every payload has. */
@ObjectType()
abstract class Payload {
  @Costs({ maxSize: MAX_USER_ERRORS })
  @Field(() => [UserError], { description: 'Why nothing was done; empty when it was.' })
  readonly userErrors!: readonly UserError[];
}

/** What the payload of every repeatable request has. */
@ObjectType()
abstract class RequestPayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The request id that was sent, or the one that was made.' })
  readonly requestId!: string | null;
}

/** What the payload of every request has that the order’s workflow judges. */
@ObjectType()
abstract class JudgedPayload extends RequestPayload {
  @Field(() => Boolean, {
    description:
      'The request is stored safely but not judged yet, since no worker is up: repeat it with the same request id to learn more.',
  })
  readonly pending!: boolean;
}

@ObjectType({ description: 'What became of an order to place.' })
export class OrderCreatePayload extends Payload {
  @Field(() => Order, { nullable: true, description: order })
  readonly order!: Order | null;

  @Field(() => Boolean, {
    description: 'Whether the order is stored but not placed yet. It is placed at once so far.',
  })
  readonly pending!: boolean;
}

@ObjectType({ description: 'What became of an amendment.' })
export class OrderAmendPayload extends JudgedPayload {
  @Field(() => Order, { nullable: true, description: order })
  readonly order!: Order | null;
}

@ObjectType({ description: 'What became of a cancellation.' })
export class OrderCancelPayload extends JudgedPayload {
  @Field(() => Order, { nullable: true, description: order })
  readonly order!: Order | null;
}

@ObjectType({ description: 'What became of the report that a shipment was picked up.' })
export class ShipmentDispatchPayload extends JudgedPayload {
  @Field(() => Shipment, { nullable: true, description: shipment })
  readonly shipment!: Shipment | null;
}

@ObjectType({ description: 'What became of the report that a shipment has arrived.' })
export class ShipmentDeliverPayload extends JudgedPayload {
  @Field(() => Shipment, { nullable: true, description: shipment })
  readonly shipment!: Shipment | null;
}

@ObjectType({ description: 'What became of the report that a shipment will not arrive.' })
export class ShipmentFailPayload extends JudgedPayload {
  @Field(() => Shipment, { nullable: true, description: shipment })
  readonly shipment!: Shipment | null;
}

@ObjectType({ description: 'What became of a tracking event.' })
export class ShipmentEventCreatePayload extends JudgedPayload {
  @Field(() => Shipment, { nullable: true, description: shipment })
  readonly shipment!: Shipment | null;
}

@ObjectType({ description: 'What became of a stock adjustment.' })
export class StockAdjustPayload extends RequestPayload {
  @Field(() => Product, { nullable: true, description: 'The product with its stock as it is now.' })
  readonly product!: Product | null;
}

@ObjectType({ description: 'What became of a change of the fraud settings.' })
export class FraudSettingsUpdatePayload extends RequestPayload {
  @Field(() => FraudSettings, { nullable: true, description: 'The settings as they are now.' })
  readonly fraudSettings!: FraudSettings | null;
}

@ObjectType({ description: 'What became of a reset of the fraud settings.' })
export class FraudResetPayload extends RequestPayload {
  @Field(() => FraudSettings, { nullable: true, description: 'The settings as they are now.' })
  readonly fraudSettings!: FraudSettings | null;
}
