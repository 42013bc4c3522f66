import { expect, test } from 'vitest';
import type { FulfillmentStatus } from '../../schema/domain/fulfillment-status.js';
import { fulfillmentTransitions } from '../../schema/domain/fulfillment-status.js';
import { finalStatus, isCancellable, settlementOf } from '../../schema/domain/order-rules.js';
import { shipmentStatuses } from '../../schema/domain/shipment-status.js';
import { fulfillmentWith, orderWith } from './snapshots.js';

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

const fulfillmentsWith = (statuses: readonly FulfillmentStatus[]) =>
  statuses.map((status, index) => fulfillmentWith(status, null, { n: index + 1 }));

test.each(cases)('fulfillments %j end the order as %s', (statuses, expected) => {
  expect(finalStatus(fulfillmentsWith(statuses))).toBe(expected);
});

test('which fulfillment ended first makes no difference', () => {
  const all = Object.keys(fulfillmentTransitions) as FulfillmentStatus[];
  const triples = all.flatMap((a) => all.flatMap((b) => all.map((c) => [a, b, c] as const)));
  const endings = new Map<string, Set<unknown>>();
  for (const statuses of triples) {
    const key = [...statuses].sort().join();
    endings.set(key, (endings.get(key) ?? new Set()).add(finalStatus(fulfillmentsWith(statuses))));
  }
  expect([...endings].filter(([, statuses]) => statuses.size > 1)).toEqual([]);
});

test('an order ends when its fulfillments have, and closes when nothing is under way', () => {
  const failed = fulfillmentsWith(['FAILED', 'CANCELLED']);
  const settled = (order: Parameters<typeof settlementOf>[0]) =>
    [false, true].map((isIdle) => settlementOf(order, isIdle));
  expect(settled(orderWith('PENDING', []))).toEqual([null, null]);
  expect(settled(orderWith('PROCESSING', fulfillmentsWith(['FAILED', 'PROCESSING'])))).toEqual([null, null]);
  expect(settled(orderWith('PROCESSING', failed))).toEqual(['FAILED', 'FAILED']);
  expect(settled(orderWith('FAILED', failed))).toEqual([null, 'CLOSED']);
  expect(settled({ ...orderWith('FAILED', failed), closedAt: '2026-01-01T00:00:00.000Z' })).toEqual([
    null,
    null,
  ]);
});

const cancellable = ['PENDING>null', 'PENDING>PENDING', 'PENDING>BOOKED', 'PENDING>CANCELLED'].flatMap(
  (part) => [part, part.replace('PENDING>', 'PROCESSING>')],
);
const parts = (Object.keys(fulfillmentTransitions) as FulfillmentStatus[]).flatMap((status) =>
  [null, ...shipmentStatuses].map((shipment) => [status, shipment] as const),
);
test.each(parts)(
  'whether a cancel undoes a fulfillment that is %s, with its shipment %s',
  (status, shipment) => {
    expect(isCancellable(fulfillmentWith(status, shipment))).toBe(
      cancellable.includes(`${status}>${shipment}`),
    );
  },
);
