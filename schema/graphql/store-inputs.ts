import { Field, ID, InputType, Int } from 'type-graphql';
import { SafeInt } from './scalars.js';

@InputType({ description: 'How charges shall be checked for fraud; what is left out stays as it was.' })
export class FraudSettingsInput {
  @Field(() => SafeInt, {
    nullable: true,
    description: 'What a customer may be charged in all, in cents; 0 or null: no limit.',
  })
  readonly limit?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether to decline every charge for now.' })
  readonly maintenanceMode?: boolean | null;
}

@InputType({ description: 'Units to put into stock, or to take out.' })
export class StockAdjustInput {
  @Field(() => String, { description: 'The product’s SKU.' })
  readonly sku!: string;

  @Field(() => String, { description: 'The warehouse.' })
  readonly location!: string;

  @Field(() => Int, { description: 'How many: above zero puts in, below zero takes out what is available.' })
  readonly by!: number;

  @Field(() => ID, { description: 'Chosen by the caller, so that a repeated adjustment acts once.' })
  readonly requestId!: string;
}
