import { expect, test } from 'vitest';
import type { FulfillmentDetailsFragment } from '../../web/generated/graphql.js';
import { stepsOf } from '../../web/parts/steps.js';

const at = '2026-11-23T10:00:00.000Z';
const seattle = { __typename: 'Location' as const, id: 'location:Seattle', name: 'Seattle' };
const price = { __typename: 'Money' as const, amount: 100, currency: 'USD' };

function fulfillment(
  status: FulfillmentDetailsFragment['status'],
  payment: Partial<NonNullable<FulfillmentDetailsFragment['payment']>> | null,
  shipment: Partial<NonNullable<FulfillmentDetailsFragment['shipment']>> | null,
): FulfillmentDetailsFragment {
  return {
    __typename: 'Fulfillment',
    id: 'o:1',
    status,
    location: seattle,
    failureReason: null,
    items: [],
    payment: payment && {
      __typename: 'Payment',
      id: 'p',
      status: 'CHARGED',
      invoiceReference: null,
      subtotal: price,
      tax: price,
      shipping: price,
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
      estimatedDelivery: null,
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

const states = (of: FulfillmentDetailsFragment, waits = false) =>
  stepsOf(of, waits).map(({ state }) => state);

test.each([
  ['reserved', fulfillment('PENDING', null, null), ['done', 'now', 'ahead', 'ahead', 'ahead', 'ahead']],
  ['booked', fulfillment('PROCESSING', {}, {}), ['done', 'done', 'done', 'now', 'ahead', 'ahead']],
  [
    'dispatched',
    fulfillment('PROCESSING', {}, { status: 'DISPATCHED', dispatchedAt: at }),
    ['done', 'done', 'done', 'done', 'now', 'ahead'],
  ],
  [
    'delivered without a word on the way',
    fulfillment('COMPLETED', {}, { status: 'DELIVERED', dispatchedAt: at, deliveredAt: at }),
    ['done', 'done', 'done', 'done', 'done', 'done'],
  ],
  [
    'declined',
    fulfillment('FAILED', { status: 'FAILED', chargedAt: null, declineCode: 'FRAUD_LIMIT' }, null),
    ['done', 'failed', 'off', 'off', 'off', 'off'],
  ],
  [
    'lost on the way',
    fulfillment('FAILED', {}, { status: 'FAILED', dispatchedAt: at }),
    ['done', 'done', 'done', 'done', 'off', 'failed'],
  ],
  [
    'cancelled before dispatch',
    fulfillment('CANCELLED', { status: 'REFUNDED' }, { status: 'CANCELLED' }),
    ['done', 'done', 'done', 'off', 'off', 'off'],
  ],
  [
    'unavailable',
    { ...fulfillment('UNAVAILABLE', null, null), location: null },
    ['failed', 'off', 'off', 'off', 'off', 'off'],
  ],
] as const)('%s', (_name, given, expected) => {
  expect(states(given)).toEqual(expected);
});

test('what failed is called by what became of it, never by what was meant to be', () => {
  const names = (of: FulfillmentDetailsFragment) =>
    stepsOf(of, false)
      .filter(({ state }) => state === 'failed')
      .map(({ name }) => name);
  expect(names(fulfillment('FAILED', {}, { status: 'FAILED', dispatchedAt: at }))).toEqual([
    'Lost or sent back',
  ]);
  const declined = { status: 'FAILED', chargedAt: null, declineCode: 'FRAUD_LIMIT' } as const;
  expect(names(fulfillment('FAILED', declined, null))).toEqual(['Declined']);
});

test('while the customer is asked nothing is on', () => {
  const expected = ['done', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead'];
  expect(states(fulfillment('PENDING', null, null), true)).toEqual(expected);
});
