import { describe, expect, test } from 'vitest';
import { promiseProblem, windowProblem } from '../../schema/domain/delivery-window.js';
import { isOrderLate, isOverdue, windowOf } from '../../schema/domain/lateness.js';
import type { ShipmentSnapshot } from '../../schema/domain/order-snapshot.js';
import { shipmentStatuses } from '../../schema/domain/shipment-status.js';
import { fulfillmentWith, orderWith } from './snapshots.js';

const noon = '2026-03-04T12:00:00.000Z';
const later = '2026-03-04T12:00:00.001Z';

function shipmentWith(changes: Partial<ShipmentSnapshot>): ShipmentSnapshot {
  const { shipment } = fulfillmentWith('PROCESSING', 'DISPATCHED', { estimatedDelivery: noon });
  if (!shipment) throw new Error('There is no shipment');
  return { ...shipment, ...changes };
}

describe('a promise is broken', () => {
  test.each(shipmentStatuses)('while %s: only when a courier has it to deliver', (status) => {
    const isToDeliver = status === 'BOOKED' || status === 'DISPATCHED';
    expect(isOverdue(shipmentWith({ status }), later)).toBe(isToDeliver);
  });

  test('once its window has passed, in whatever zone it was written', () => {
    expect(isOverdue(shipmentWith({}), noon)).toBe(false);
    const estimatedDelivery = '2026-03-04T13:00:00+01:00';
    expect(isOverdue(shipmentWith({ estimatedDelivery }), noon)).toBe(false);
    expect(isOverdue(shipmentWith({ estimatedDelivery }), later)).toBe(true);
  });

  test('not without a promise, and not a second time', () => {
    expect(isOverdue(shipmentWith({ estimatedDelivery: null }), later)).toBe(false);
    expect(isOverdue(shipmentWith({ isLate: true }), later)).toBe(false);
  });
});

test('an order is late as long as any of its shipments is', () => {
  const onTime = fulfillmentWith('PROCESSING', 'BOOKED');
  const late = { ...onTime, shipment: shipmentWith({ isLate: true }) };
  expect(isOrderLate(orderWith('PROCESSING', [onTime, fulfillmentWith('PENDING')]))).toBe(false);
  expect(isOrderLate(orderWith('PROCESSING', [onTime, late]))).toBe(true);
});

test('one promised moment is a window that begins and ends with it', () => {
  expect(windowOf(shipmentWith({}))).toEqual({ from: noon, until: noon });
  expect(windowOf(shipmentWith({ estimatedDelivery: null }))).toBeNull();
});

describe('a new window', () => {
  test.each([
    ['2026-03-04T11:59:59.999Z', null, 'past'],
    [noon, null, 'past'],
    [later, null, null],
    ['2027-03-05T12:00:00.000Z', null, null],
    ['2027-03-05T12:00:00.001Z', null, 'within 366 days'],
    // Reported before it passed, and on its way since.
    ['2026-03-04T11:00:00.000Z', '2026-03-04T10:00:00.000Z', null],
    ['2026-03-04T11:00:00.000Z', '2026-03-04T11:30:00.000Z', 'past'],
    // A report from the future must not reach further than one of now.
    ['2028-01-01T00:00:00.000Z', '2027-12-01T00:00:00.000Z', 'within 366 days'],
  ])('until %s, reported at %s', (until, reportedAt, problem) => {
    const found = promiseProblem(until, noon, reportedAt);
    if (problem === null) expect(found).toBeNull();
    else expect(found).toContain(problem);
  });
});

test.each([[null], [undefined], ['today'], [[]], [7]])('%j is no delivery window', (window) => {
  expect(windowProblem(window)).toBe('must have two times: from and until');
});

test('a delivery window with a wrong time says which', () => {
  const from = '2026-01-01T00:00:00.000Z';
  expect(windowProblem({ from, until: 'soon' })).toMatch(/^has a wrong time: until must be an RFC 3339 time/);
});

test('a delivery window is at most 14 days long, to the millisecond', () => {
  const from = '2026-01-01T00:00:00.000Z';
  expect(windowProblem({ from, until: '2026-01-15T00:00:00.000Z' })).toBeNull();
  expect(windowProblem({ from, until: '2026-01-15T00:00:00.001Z' })).toContain('14 days');
  expect(windowProblem({ from, until: from })).toBeNull();
});
