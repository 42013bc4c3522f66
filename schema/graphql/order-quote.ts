import { Field, InputType, ObjectType } from 'type-graphql';
import { MAX_ITEMS } from '../domain/validate-order.js';
import { Costs } from './field-costs.js';
import { InvoiceAmounts } from './invoice-amounts.js';
import { MAX_USER_ERRORS, MAX_WAREHOUSES } from './list-sizes.js';
import { Location } from './location.js';
import { OrderItem, OrderItemInput } from './order-item.js';
import { UserError } from './user-errors.js';

@InputType({ description: 'What to quote a price for.' })
export class OrderQuoteInput {
  @Field(() => [OrderItemInput], {
    description: 'What would be ordered: 1 to 100 lines, each with a different SKU.',
  })
  readonly items!: readonly OrderItemInput[];
}

@ObjectType({ description: 'What one warehouse would send, and what that would cost.' })
export class QuotedFulfillment {
  @Field(() => Location, { description: 'The warehouse.' })
  readonly location!: Location;

  @Costs({ maxSize: MAX_ITEMS })
  @Field(() => [OrderItem], { description: 'What it would send.' })
  readonly items!: readonly OrderItem[];

  @Field(() => InvoiceAmounts, { description: 'What would be invoiced for it.' })
  readonly amounts!: InvoiceAmounts;
}

@ObjectType({
  description:
    'What an order would cost at the present prices and stock. Nothing is reserved: if prices or stock change before ' +
    'the order is placed, so does its cost.',
})
export class OrderQuote {
  @Costs({ maxSize: MAX_WAREHOUSES })
  @Field(() => [QuotedFulfillment], {
    description:
      'One for each warehouse that would send a part. Each has its own invoice and its own shipping.',
  })
  readonly fulfillments!: readonly QuotedFulfillment[];

  @Costs({ maxSize: MAX_ITEMS })
  @Field(() => [OrderItem], { description: 'What no warehouse has. It is not in the amounts.' })
  readonly unavailable!: readonly OrderItem[];

  @Field(() => InvoiceAmounts, { description: 'All its invoices together.' })
  readonly amounts!: InvoiceAmounts;
}

@ObjectType({ description: 'A quote, or the reasons against one.' })
export class OrderQuoteResult {
  @Field(() => OrderQuote, { nullable: true, description: 'The quote; null when there are errors.' })
  readonly quote!: OrderQuote | null;

  @Costs({ maxSize: MAX_USER_ERRORS })
  @Field(() => [UserError], {
    description: 'Why there is no quote: the same errors as those of orderCreate.',
  })
  readonly userErrors!: readonly UserError[];
}
