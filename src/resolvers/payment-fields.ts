import { FieldResolver, Resolver, Root } from 'type-graphql';
import { nodeIds } from '../../schema/contract/node-ids.js';
import type { Money } from '../../schema/domain/money.js';
import { money } from '../../schema/domain/money.js';
import type { PaymentSnapshot } from '../../schema/domain/order-snapshot.js';
import { Fulfillment } from '../../schema/graphql/fulfillment.js';
import { Payment } from '../../schema/graphql/payment.js';
import type { AmountsValue } from './amounts-value.js';
import { amountsValue } from './amounts-value.js';
import type { FulfillmentValue } from './order-fields.js';

/** A payment with its fulfillment: what the GraphQL type `Payment` is resolved from. */
export interface PaymentValue extends Omit<PaymentSnapshot, keyof AmountsValue | 'refunded'>, AmountsValue {
  readonly refunded: Money;
  readonly fulfillment: FulfillmentValue;
}

/** The payment of the fulfillment, if it has one. */
export function paymentValueOf(fulfillment: FulfillmentValue): PaymentValue | null {
  const { payment } = fulfillment;
  return payment && { ...payment, ...amountsValue(payment), refunded: money(payment.refunded), fulfillment };
}

/** The fields of `Payment` that differ from its snapshot. */
@Resolver(() => Payment)
export class PaymentFields {
  @FieldResolver()
  id(@Root() { fulfillment }: PaymentValue): string {
    return nodeIds.payment(fulfillment.id);
  }

  @FieldResolver(() => Fulfillment, {
    nullable: true,
    description: 'The fulfillment that the payment is for.',
  })
  fulfillment(@Root() { fulfillment }: PaymentValue): FulfillmentValue {
    return fulfillment;
  }
}
