import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Money } from '../../schema/domain/money.js';
import { money } from '../../schema/domain/money.js';
import type { PaymentSnapshot } from '../../schema/domain/order-snapshot.js';
import { Fulfillment } from '../../schema/graphql/fulfillment.js';
import { OrderItem } from '../../schema/graphql/order-item.js';
import { Payment } from '../../schema/graphql/payment.js';
import { Shipment } from '../../schema/graphql/shipment.js';
import { visibleParts } from '../auth/permissions.js';
import type { RequestContext } from '../graphql/context.js';
import type { ShipmentRecord } from '../store/shipment-record.js';
import { shipmentRecordIn } from '../store/shipment-record.js';
import type { ItemValue } from './item-value.js';
import { itemValues } from './item-value.js';
import type { FulfillmentValue } from './order-fields.js';

type MoneyField = 'subtotal' | 'tax' | 'shipping' | 'total' | 'refunded';

/** What the GraphQL type `Payment` is resolved from. */
type PaymentValue = Omit<PaymentSnapshot, MoneyField> & Readonly<Record<MoneyField, Money>>;

/** The fields of `Fulfillment` that its snapshot does not hold as they are. */
@Resolver(() => Fulfillment)
export class FulfillmentFields {
  @FieldResolver(() => [OrderItem])
  items(@Root() { items }: FulfillmentValue, @Ctx() { caller }: RequestContext): readonly ItemValue[] {
    return itemValues(items, visibleParts(caller));
  }

  @FieldResolver(() => Payment, { nullable: true })
  payment(@Root() { payment }: FulfillmentValue): PaymentValue | null {
    if (!payment) return null;
    return {
      ...payment,
      subtotal: money(payment.subtotal),
      tax: money(payment.tax),
      shipping: money(payment.shipping),
      total: money(payment.total),
      refunded: money(payment.refunded),
    };
  }

  @FieldResolver(() => Shipment, { nullable: true })
  shipment(@Root() fulfillment: FulfillmentValue): ShipmentRecord | null {
    return shipmentRecordIn(fulfillment.order, fulfillment);
  }
}
