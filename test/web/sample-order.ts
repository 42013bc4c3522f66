import type { FulfillmentDetailsFragment, OrderDetailsFragment } from '../../web/generated/graphql.js';

/** When everything in the samples happened. */
export const at = '2026-11-23T10:00:00.000Z';
const seattle = { __typename: 'Location' as const, id: 'location:Seattle', name: 'Seattle' };
const price = { __typename: 'Money' as const, amount: 100, currency: 'USD' };

/** A fulfillment with the parts that matter to a test. */
export function fulfillment(
  status: FulfillmentDetailsFragment['status'],
  payment: Partial<NonNullable<FulfillmentDetailsFragment['payment']>> | null,
  shipment: Partial<NonNullable<FulfillmentDetailsFragment['shipment']>> | null,
): FulfillmentDetailsFragment {
  return {
    __typename: 'Fulfillment',
    id: 'fulfillment:1-o',
    status,
    location: seattle,
    failureReason: null,
    items: [],
    amounts: { __typename: 'InvoiceAmounts', subtotal: price, tax: price, shipping: price, total: price },
    payment: payment && {
      __typename: 'Payment',
      id: 'p',
      status: 'CHARGED',
      invoiceReference: null,
      total: price,
      refunded: price,
      chargedAt: at,
      declineCode: null,
      ...payment,
    },
    shipment: shipment && {
      __typename: 'Shipment',
      id: 's',
      orderId: 'o',
      revision: 1,
      status: 'BOOKED',
      courierId: null,
      location: seattle,
      carrier: null,
      trackingNumber: 'T',
      deliveryWindow: null,
      isLate: false,
      dispatchedAt: null,
      deliveredAt: null,
      updatedAt: at,
      availableActions: [],
      items: [],
      deliveryAddress: null,
      createdAt: '2026-03-01T09:00:00.000Z',
      trackingEvents: [],
      ...shipment,
    },
  };
}

/** A promise of one moment. */
export function promised(moment: string) {
  const __typename = 'DeliveryWindow' as const;
  return { deliveryWindow: { __typename, from: moment, until: moment } };
}

const nothing = { __typename: 'Money' as const, amount: 0, currency: 'USD' };

/** An order of these fulfillments. */
export function order(
  status: OrderDetailsFragment['status'],
  fulfillments: readonly FulfillmentDetailsFragment[],
  parts: Partial<OrderDetailsFragment> = {},
): OrderDetailsFragment {
  return {
    __typename: 'Order',
    id: 'o',
    customerId: 'ada',
    status,
    revision: 1,
    placedAt: at,
    updatedAt: at,
    closedAt: null,
    isLate: false,
    actionDeadline: null,
    availableActions: [],
    workflowUrl: null,
    totalCharged: nothing,
    totalRefunded: nothing,
    items: [],
    deliveryAddress: null,
    cancellation: null,
    fulfillments: [...fulfillments],
    ...parts,
  };
}
