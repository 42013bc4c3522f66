import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Money as MoneyValue } from '../domain/money.js';
import { Money } from './money.js';

@ObjectType({ description: 'Some units of one SKU.' })
export class OrderItem {
  @Field(() => String, { description: 'The stock keeping unit.' })
  readonly sku!: string;

  @Field(() => Int, { description: 'How many units.' })
  readonly quantity!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The product’s name when it was reserved; null before that, and for an unknown SKU.',
  })
  readonly name!: string | null;

  @Field(() => Money, {
    nullable: true,
    description: 'The price of one unit when it was reserved; null when `name` is null, and for couriers.',
  })
  readonly unitPrice!: MoneyValue | null;
}

@InputType({ description: 'Some units of one SKU. A SKU may appear in one line only.' })
export class OrderItemInput {
  @Field(() => String, { description: 'The stock keeping unit.' })
  readonly sku!: string;

  @Field(() => Int, { description: 'How many units, 1 to 10,000.' })
  readonly quantity!: number;
}
