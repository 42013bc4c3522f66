import { Field, ID, ObjectType } from 'type-graphql';
import type { FulfillmentStatus as FulfillmentStatusName } from '../domain/fulfillment-status.js';
import { MAX_ITEMS } from '../domain/validate-order.js';
import { Costs } from './field-costs.js';
import { InvoiceAmounts } from './invoice-amounts.js';
import { Location } from './location.js';
import { Node } from './node.js';
import { OrderItem } from './order-item.js';
import { Payment } from './payment.js';
import { Shipment } from './shipment.js';
import { FulfillmentStatus } from './status-enums.js';

@ObjectType({
  implements: Node,
  description: 'The part of an order that one warehouse sends, or that no warehouse has.',
})
export class Fulfillment extends Node {
  @Field(() => ID, { description: 'The fulfillment’s own id.' })
  override readonly id!: string;

  @Field(() => FulfillmentStatus, { description: 'Where the fulfillment is in its life.' })
  readonly status!: FulfillmentStatusName;

  @Field(() => Location, {
    nullable: true,
    description: 'The warehouse that sends it; null when no warehouse has the items.',
  })
  readonly location!: Location | null;

  @Costs({ maxSize: MAX_ITEMS })
  @Field(() => [OrderItem], { description: 'The items of this fulfillment.' })
  readonly items!: readonly OrderItem[];

  @Field(() => InvoiceAmounts, {
    nullable: true,
    description:
      'What it costs: the amounts of the invoice or, before charging begins, those to be charged. Null when no ' +
      'warehouse has the items.',
  })
  readonly amounts!: InvoiceAmounts | null;

  @Field(() => Payment, {
    nullable: true,
    description: 'Its invoice and charge; null before charging begins.',
  })
  readonly payment!: Payment | null;

  @Field(() => Shipment, { nullable: true, description: 'Its shipment; null before it is charged.' })
  readonly shipment!: Shipment | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it failed, if it did; for unavailable items, which products the catalogue has never had.',
  })
  readonly failureReason!: string | null;
}
