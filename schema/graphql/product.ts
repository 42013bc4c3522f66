import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Money as MoneyValue } from '../domain/money.js';
import { Costs } from './field-costs.js';
import { MAX_WAREHOUSES } from './list-sizes.js';
import { Location } from './location.js';
import { Money } from './money.js';
import { Node } from './node.js';

@ObjectType({ description: 'The stock of a product in one warehouse.' })
export class StockLevel {
  @Field(() => Location, { description: 'The warehouse.' })
  readonly location!: Location;

  @Field(() => Int, { description: 'Units that can be ordered.' })
  readonly available!: number;

  @Field(() => Int, { description: 'Units that are reserved for orders and not yet dispatched.' })
  readonly reserved!: number;
}

@ObjectType({ implements: Node, description: 'A product of the store.' })
export class Product extends Node {
  @Field(() => ID, { description: 'The product’s own id, not its SKU.' })
  override readonly id!: string;

  @Field(() => String, { description: 'The stock keeping unit.' })
  readonly sku!: string;

  @Field(() => String, { description: 'The product’s name.' })
  readonly name!: string;

  @Field(() => Money, { description: 'The present price of one unit.' })
  readonly unitPrice!: MoneyValue;

  @Costs({ maxSize: MAX_WAREHOUSES, price: 5 })
  @Field(() => [StockLevel], { description: 'Its stock in each warehouse.' })
  readonly stock!: readonly StockLevel[];
}
