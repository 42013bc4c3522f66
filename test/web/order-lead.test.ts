import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FulfillmentDetailsFragment } from '../../web/generated/graphql.js';
import { orderLead } from '../../web/parts/order-lead.js';
import { at, fulfillment, order, promised } from './sample-order.js';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-23T12:00:00.000Z'), toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const later = '2026-11-28T12:00:00.000Z';
const waiting = fulfillment('PROCESSING', {}, promised(later));
const underWay = fulfillment(
  'PROCESSING',
  {},
  { status: 'DISPATCHED', dispatchedAt: at, ...promised('2026-11-24T12:00:00.000Z') },
);
const delivered = fulfillment('COMPLETED', {}, { status: 'DELIVERED', deliveredAt: at });
const lost = {
  ...fulfillment('FAILED', {}, { status: 'FAILED', dispatchedAt: at }),
  failureReason: 'fell off the van',
};
const declined = fulfillment(
  'FAILED',
  { status: 'FAILED', chargedAt: null, declineCode: 'FRAUD_LIMIT' },
  null,
);
const missing: FulfillmentDetailsFragment = {
  ...fulfillment('CANCELLED', null, null),
  location: null,
  items: [{ __typename: 'OrderItem', sku: 'S', name: 'Samba', quantity: 2, unitPrice: null }],
};
const dollar = { __typename: 'Money' as const, amount: 100, currency: 'USD' };
const cancellation = { __typename: 'Cancellation' as const, by: 'CUSTOMER' as const, reason: 'Too late', at };

test.each([
  ['as placed', order('PENDING', []), 'Received', 'The items are being reserved.'],
  ['reserved', order('PROCESSING', [fulfillment('PENDING', null, null)]), 'In progress', 'Reserved.'],
  ['booked', order('PROCESSING', [waiting]), 'Arrives Saturday, November 28', 'Waiting for the courier.'],
  ['picked up', order('PROCESSING', [underWay]), 'Arrives tomorrow', 'Under way.'],
  [
    'in two parcels',
    order('PROCESSING', [underWay, waiting]),
    'Next parcel arrives tomorrow',
    '1 of 2 parcels under way, 1 waiting for the courier.',
  ],
  [
    'in two parcels alike',
    order('PROCESSING', [waiting, waiting]),
    'Arrives Saturday, November 28',
    '2 parcels, waiting for the courier.',
  ],
  [
    'not here when it was to be',
    order('PROCESSING', [fulfillment('PROCESSING', {}, promised('2026-11-20T12:00:00.000Z'))]),
    'Late: was expected Friday, November 20',
    'Waiting for the courier.',
  ],
  [
    'late by the hour',
    order('PROCESSING', [fulfillment('PROCESSING', {}, { ...promised(at), isLate: true })]),
    'Late: was expected today',
    'Waiting for the courier.',
  ],
  [
    'late in one parcel of two',
    order('PROCESSING', [fulfillment('PROCESSING', {}, { ...promised(at), isLate: true }), waiting]),
    'A parcel is late: was expected today',
    '2 parcels, waiting for the courier.',
  ],
  ['delivered', order('COMPLETED', [delivered]), 'Delivered today', ''],
  [
    'delivered without what was missing',
    order('COMPLETED', [delivered, missing]),
    'Delivered today',
    'Without what was not in stock: 2 × Samba.',
  ],
  [
    'delivered in part, the rest cancelled',
    order('COMPLETED', [delivered, fulfillment('CANCELLED', null, null)], { cancellation }),
    'Delivered today',
    'The rest was cancelled by the customer: Too late.',
  ],
  [
    'lost in part',
    order('PARTIALLY_COMPLETED', [delivered, lost]),
    'Partly delivered',
    '1 of 2 parcels delivered, 1 lost. Lost: fell off the van. $1.00 was refunded.',
  ],
  ['lost', order('FAILED', [lost]), 'Failed', 'Lost: fell off the van. $1.00 was refunded.'],
  [
    'declined',
    order('FAILED', [declined]),
    'Failed',
    'The payment of $1.00 was declined: it is over the limit of what one customer may spend. Nothing was charged.',
  ],
  [
    'cancelled',
    order('CANCELLED', [], { cancellation }),
    'Cancelled',
    'Cancelled by the customer: Too late. Nothing was charged.',
  ],
  [
    'cancelled, the money on its way',
    order('CANCELLED', [], { cancellation, totalCharged: dollar }),
    'Cancelled',
    'Cancelled by the customer: Too late. $1.00 is being refunded.',
  ],
  [
    'cancelled, the money back',
    order('CANCELLED', [], { cancellation, totalCharged: dollar, totalRefunded: dollar }),
    'Cancelled',
    'Cancelled by the customer: Too late. $1.00 was refunded.',
  ],
])('an order %s', (_name, given, title, detail) => {
  expect(orderLead(given)).toMatchObject({ title, detail });
});

test('the courier’s latest report says what happens now', () => {
  const report = {
    __typename: 'TrackingEvent' as const,
    type: 'OUT_FOR_DELIVERY' as const,
    at,
    place: null,
    note: null,
  };
  const out = fulfillment(
    'PROCESSING',
    {},
    { status: 'DISPATCHED', dispatchedAt: at, trackingEvents: [report] },
  );
  expect(orderLead(order('PROCESSING', [out])).detail).toBe('Out for delivery.');
});

test('a window is shown with its hours', () => {
  const window = { from: '2026-11-28T12:00:00.000Z', until: '2026-11-28T12:30:00.000Z' };
  const booked = fulfillment(
    'PROCESSING',
    {},
    { deliveryWindow: { ...promised(later).deliveryWindow, ...window } },
  );
  expect(orderLead(order('PROCESSING', [booked])).title).toMatch(
    /^Arrives Saturday, November 28, .*00.*–.*30/,
  );
});
