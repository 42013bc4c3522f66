import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Money as MoneyValue } from '../domain/money.js';
import { Costs } from './field-costs.js';
import { MAX_WAREHOUSES } from './list-sizes.js';
import { Money } from './money.js';

@ObjectType({ description: 'The stock of a product in one warehouse.' })
export class StockLevel {
  @Field(() => String, { description: 'The warehouse.' })
  readonly location!: string;

  @Field(() => Int, { description: 'Units that can be ordered.' })
  readonly available!: number;

  @Field(() => Int, { description: 'Units that are reserved for orders and have not left yet.' })
  readonly reserved!: number;
}

@ObjectType({ description: 'Something the store sells.' })
export class Product {
  @Field(() => ID, { description: 'The same as its SKU.' })
  readonly id!: string;

  @Field(() => String, { description: 'The stock keeping unit.' })
  readonly sku!: string;

  @Field(() => String, { description: 'What it is called.' })
  readonly name!: string;

  @Field(() => Money, { description: 'What one unit costs now.' })
  readonly unitPrice!: MoneyValue;

  @Costs({ maxSize: MAX_WAREHOUSES, price: 5 })
  @Field(() => [StockLevel], { description: 'How much there is of it, warehouse by warehouse.' })
  readonly stock!: readonly StockLevel[];
}
