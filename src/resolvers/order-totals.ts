import type { FulfillmentSnapshot, OrderSnapshot } from '../../schema/domain/order-snapshot.js';

/** What was charged for the order, in minor units. */
export function totalCharged({ fulfillments }: OrderSnapshot): number {
  return sumOf(fulfillments, ({ chargedAt, total }) => (chargedAt === null ? 0 : total));
}

/** What was given back of it, in minor units. */
export function totalRefunded({ fulfillments }: OrderSnapshot): number {
  return sumOf(fulfillments, ({ refunded }) => refunded);
}

type Payment = NonNullable<FulfillmentSnapshot['payment']>;

function sumOf(fulfillments: readonly FulfillmentSnapshot[], amount: (payment: Payment) => number): number {
  return fulfillments.reduce((sum, { payment }) => sum + (payment ? amount(payment) : 0), 0);
}
