import { Field, ID, ObjectType } from 'type-graphql';
import type { Money as MoneyValue } from '../domain/money.js';
import type {
  DeclineCode as DeclineCodeName,
  PaymentStatus as PaymentStatusName,
} from '../domain/payment-status.js';
import { DeclineCode } from './enums.js';
import { Money } from './money.js';
import { Node } from './node.js';
import { DateTime } from './scalars.js';
import { PaymentStatus } from './status-enums.js';

@ObjectType({ implements: Node, description: 'The invoice and the charge of one fulfillment.' })
export class Payment extends Node {
  @Field(() => ID, { description: 'The payment’s own id, not its fulfillment’s.' })
  override readonly id!: string;

  @Field(() => PaymentStatus, { description: 'Where the payment stands.' })
  readonly status!: PaymentStatusName;

  @Field(() => String, {
    nullable: true,
    description: 'The reference on the invoice; null before it is made.',
  })
  readonly invoiceReference!: string | null;

  @Field(() => Money, { description: 'The items, before tax and shipping.' })
  readonly subtotal!: MoneyValue;

  @Field(() => Money, { description: 'Sales tax on the items.' })
  readonly tax!: MoneyValue;

  @Field(() => Money, { description: 'The cost of shipping.' })
  readonly shipping!: MoneyValue;

  @Field(() => Money, { description: 'What the customer is charged: items, tax and shipping.' })
  readonly total!: MoneyValue;

  @Field(() => Money, { description: 'What the customer has been refunded.' })
  readonly refunded!: MoneyValue;

  @Field(() => DateTime, { nullable: true, description: 'When the customer was charged; null before that.' })
  readonly chargedAt!: string | null;

  @Field(() => DeclineCode, { nullable: true, description: 'Why the charge was declined, if it was.' })
  readonly declineCode!: DeclineCodeName | null;
}
