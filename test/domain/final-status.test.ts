import { expect, test } from 'vitest';
import type { FulfillmentStatus } from '../../schema/domain/fulfillment-status.js';
import { finalStatus } from '../../schema/domain/order-rules.js';
import { fulfillmentWith } from './snapshots.js';

const cases: readonly (readonly [readonly FulfillmentStatus[], ReturnType<typeof finalStatus>])[] = [
  [['COMPLETED'], 'COMPLETED'],
  [['COMPLETED', 'CANCELLED'], 'COMPLETED'],
  [['COMPLETED', 'FAILED'], 'PARTIALLY_COMPLETED'],
  [['COMPLETED', 'FAILED', 'CANCELLED'], 'PARTIALLY_COMPLETED'],
  [['FAILED'], 'FAILED'],
  [['FAILED', 'CANCELLED'], 'FAILED'],
  [['CANCELLED'], 'CANCELLED'],
  [['UNAVAILABLE'], 'CANCELLED'],
  [['COMPLETED', 'PROCESSING'], null],
  [['FAILED', 'PENDING'], null],
];

test.each(cases)('fulfillments %j end the order as %s', (statuses, expected) => {
  expect(finalStatus(statuses.map((status, index) => fulfillmentWith(status, null, { n: index + 1 })))).toBe(
    expected,
  );
});
