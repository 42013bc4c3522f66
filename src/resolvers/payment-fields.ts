import { FieldResolver, Resolver, Root } from 'type-graphql';
import { nodeIds } from '../../schema/contract/node-ids.js';
import type { Money as MoneyValue } from '../../schema/domain/money.js';
import { money } from '../../schema/domain/money.js';
import type { PaymentSnapshot } from '../../schema/domain/order-snapshot.js';
import { Fulfillment } from '../../schema/graphql/fulfillment.js';
import { Money } from '../../schema/graphql/money.js';
import { Payment } from '../../schema/graphql/payment.js';
import type { FulfillmentValue } from './order-fields.js';

/** A payment with its fulfillment: what the GraphQL type `Payment` is resolved from. */
export interface PaymentValue extends PaymentSnapshot {
  readonly fulfillment: FulfillmentValue;
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

  @FieldResolver(() => Money)
  subtotal(@Root() { subtotal }: PaymentValue): MoneyValue {
    return money(subtotal);
  }

  @FieldResolver(() => Money)
  tax(@Root() { tax }: PaymentValue): MoneyValue {
    return money(tax);
  }

  @FieldResolver(() => Money)
  shipping(@Root() { shipping }: PaymentValue): MoneyValue {
    return money(shipping);
  }

  @FieldResolver(() => Money)
  total(@Root() { total }: PaymentValue): MoneyValue {
    return money(total);
  }

  @FieldResolver(() => Money)
  refunded(@Root() { refunded }: PaymentValue): MoneyValue {
    return money(refunded);
  }
}
