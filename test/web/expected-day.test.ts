import { expect, test } from 'vitest';
import { expectedDay } from '../../web/parts/expected-day.js';

const estimatedDelivery = '2026-11-28T12:00:00.000Z';

test.each(['BOOKED', 'DISPATCHED'] as const)('%s: it is expected', (status) => {
  expect(expectedDay({ status, estimatedDelivery })).toMatch(/28/);
});

test.each(['PENDING', 'DELIVERED', 'FAILED', 'CANCELLED'] as const)('%s: nothing is expected', (status) => {
  expect(expectedDay({ status, estimatedDelivery })).toBeNull();
});
