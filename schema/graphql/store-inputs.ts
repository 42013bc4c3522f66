import { Field, ID, InputType, Int } from 'type-graphql';
import { Money } from './money.js';
import { RequestInput } from './request-input.js';

@InputType({ description: 'Changes to the fraud settings. What is left out stays as it is.' })
export class FraudSettingsUpdateInput extends RequestInput {
  @Field(() => Money, {
    nullable: true,
    description: 'The most that a customer may be charged in total, above zero; null: no limit.',
  })
  readonly limit?: Money | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether to decline every charge for now.' })
  readonly maintenanceMode?: boolean | null;
}

@InputType({ description: 'A reset of the fraud settings.' })
export class FraudResetInput extends RequestInput {}

@InputType({ description: 'Units to add to stock or remove from it.' })
export class StockAdjustInput extends RequestInput {
  @Field(() => String, { description: 'The product’s SKU.' })
  readonly sku!: string;

  @Field(() => ID, { description: 'The warehouse: a `Location.id`.' })
  readonly locationId!: string;

  @Field(() => Int, {
    description: 'How many units: above zero adds them, below zero removes available ones.',
  })
  readonly by!: number;
}
