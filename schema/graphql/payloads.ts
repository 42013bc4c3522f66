import { Field, ID, ObjectType } from 'type-graphql';
import { Costs } from './field-costs.js';
import { MAX_USER_ERRORS } from './list-sizes.js';
import { FraudSettings } from './operations.js';
import { Order } from './order.js';
import { Product } from './product.js';
import { Shipment } from './shipment.js';
import { FraudUserError, OrderUserError, ShipmentUserError, StockUserError } from './user-errors.js';

const userErrors = 'Why nothing was done; empty when it was.';
const requestId = 'The request id that was sent, or the one that was made.';
const pending =
  'The request is stored safely and not judged yet, since no worker is up: repeat it with the same request id to learn more.';

@ObjectType({ description: 'What became of a request to an order.' })
export class OrderPayload {
  @Field(() => Order, { nullable: true, description: 'The order as it is now, as far as it is known.' })
  readonly order!: Order | null;

  @Field(() => ID, { nullable: true, description: requestId })
  readonly requestId!: string | null;

  @Field(() => Boolean, { description: pending })
  readonly pending!: boolean;

  @Costs({ maxSize: MAX_USER_ERRORS })
  @Field(() => [OrderUserError], { description: userErrors })
  readonly userErrors!: readonly OrderUserError[];
}

@ObjectType({ description: 'What became of a request to a shipment.' })
export class ShipmentPayload {
  @Field(() => Shipment, { nullable: true, description: 'The shipment as it is now, as far as it is known.' })
  readonly shipment!: Shipment | null;

  @Field(() => ID, { nullable: true, description: requestId })
  readonly requestId!: string | null;

  @Field(() => Boolean, { description: pending })
  readonly pending!: boolean;

  @Costs({ maxSize: MAX_USER_ERRORS })
  @Field(() => [ShipmentUserError], { description: userErrors })
  readonly userErrors!: readonly ShipmentUserError[];
}

@ObjectType({ description: 'What became of a stock adjustment.' })
export class StockPayload {
  @Field(() => Product, { nullable: true, description: 'The product with its stock as it is now.' })
  readonly product!: Product | null;

  @Costs({ maxSize: MAX_USER_ERRORS })
  @Field(() => [StockUserError], { description: userErrors })
  readonly userErrors!: readonly StockUserError[];
}

@ObjectType({ description: 'What became of a change of the fraud settings.' })
export class FraudPayload {
  @Field(() => FraudSettings, { nullable: true, description: 'The settings as they are now.' })
  readonly fraudSettings!: FraudSettings | null;

  @Costs({ maxSize: MAX_USER_ERRORS })
  @Field(() => [FraudUserError], { description: userErrors })
  readonly userErrors!: readonly FraudUserError[];
}
