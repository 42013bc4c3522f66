import { expect, test } from 'vitest';
import type { FulfillmentDetailsFragment } from '../../web/generated/graphql.js';
import { stepsOf } from '../../web/parts/steps.js';
import { at, fulfillment } from './sample-order.js';

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

test('a failed step is named after what happened, never after what was intended', () => {
  const names = (of: FulfillmentDetailsFragment) =>
    stepsOf(of, false)
      .filter(({ state }) => state === 'failed')
      .map(({ name }) => name);
  expect(names(fulfillment('FAILED', {}, { status: 'FAILED', dispatchedAt: at }))).toEqual(['Lost']);
  const declined = { status: 'FAILED', chargedAt: null, declineCode: 'FRAUD_LIMIT' } as const;
  expect(names(fulfillment('FAILED', declined, null))).toEqual(['Declined']);
});

test('no step is active while the customer is asked', () => {
  const expected = ['done', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead'];
  expect(states(fulfillment('PENDING', null, null), true)).toEqual(expected);
});
