import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { nodeIds } from '../../schema/contract/node-ids.js';
import { invoiceFor } from '../../schema/domain/invoice.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { Fulfillment } from '../../schema/graphql/fulfillment.js';
import { InvoiceAmounts } from '../../schema/graphql/invoice-amounts.js';
import { Location } from '../../schema/graphql/location.js';
import { Order } from '../../schema/graphql/order.js';
import { OrderItem } from '../../schema/graphql/order-item.js';
import { Payment } from '../../schema/graphql/payment.js';
import { Shipment } from '../../schema/graphql/shipment.js';
import { maySeeOrder, visibleParts } from '../auth/permissions.js';
import type { ShipmentRecord } from '../store/shipment-record.js';
import { shipmentRecordIn } from '../store/shipment-record.js';
import type { AmountsValue } from './amounts-value.js';
import { amountsValue } from './amounts-value.js';
import type { RequestContext } from './context.js';
import type { ItemValue } from './item-value.js';
import { itemValues } from './item-value.js';
import { locationValue } from './location-value.js';
import type { FulfillmentValue } from './order-fields.js';
import type { PaymentValue } from './payment-fields.js';
import { paymentValueOf } from './payment-fields.js';

/** The fields of `Fulfillment` that differ from its snapshot. */
@Resolver(() => Fulfillment)
export class FulfillmentFields {
  @FieldResolver()
  id(@Root() { id }: FulfillmentValue): string {
    return nodeIds.fulfillment(id);
  }

  @FieldResolver(() => Order, {
    nullable: true,
    description: 'The order that it belongs to; null for couriers.',
  })
  order(@Root() { order }: FulfillmentValue, @Ctx() { caller }: RequestContext): OrderSnapshot | null {
    return maySeeOrder(caller, order) ? order : null;
  }

  @FieldResolver(() => Location, { nullable: true })
  location(@Root() { location }: FulfillmentValue): Location | null {
    return location === null ? null : locationValue(location);
  }

  @FieldResolver(() => [OrderItem])
  items(@Root() { items }: FulfillmentValue, @Ctx() { caller }: RequestContext): readonly ItemValue[] {
    return itemValues(items, visibleParts(caller));
  }

  @FieldResolver(() => InvoiceAmounts, { nullable: true })
  amounts(@Root() { location, items, payment }: FulfillmentValue): AmountsValue | null {
    return location === null ? null : amountsValue(payment ?? invoiceFor(items));
  }

  @FieldResolver(() => Payment, { nullable: true })
  payment(@Root() fulfillment: FulfillmentValue): PaymentValue | null {
    return paymentValueOf(fulfillment);
  }

  @FieldResolver(() => Shipment, { nullable: true })
  shipment(@Root() fulfillment: FulfillmentValue): ShipmentRecord | null {
    return shipmentRecordIn(fulfillment.order, fulfillment);
  }
}
