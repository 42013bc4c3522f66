import { Field, ObjectType } from 'type-graphql';
import type { Money as MoneyValue } from '../domain/money.js';
import { Money } from './money.js';

@ObjectType({ description: 'What an invoice comes to.' })
export class InvoiceAmounts {
  @Field(() => Money, { description: 'The items, before tax and shipping.' })
  readonly subtotal!: MoneyValue;

  @Field(() => Money, { description: 'Sales tax on the items.' })
  readonly tax!: MoneyValue;

  @Field(() => Money, { description: 'The cost of shipping.' })
  readonly shipping!: MoneyValue;

  @Field(() => Money, { description: 'Items, tax and shipping.' })
  readonly total!: MoneyValue;
}
