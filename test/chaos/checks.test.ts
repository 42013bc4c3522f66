import { expect, test } from 'vitest';
import { fulfillmentWith, orderWith } from '../domain/snapshots.js';
import { checkOperations } from './checks/check-operations.js';
import { checkOrders, checkPromises } from './checks/check-orders.js';
import { checkOutside } from './checks/check-outside.js';
import type { SettledEvent, SettledOrder } from './checks/settled-order.js';
import type { Operation } from './operation.js';

// A campaign that finds nothing says something only if its checks find what is amiss.

const event = (
  sequence: number,
  type: SettledEvent['type'],
  requestId: string | null = null,
): SettledEvent => ({
  sequence,
  type,
  at: new Date(sequence * 1_000),
  fulfillment_id: 'o:1',
  request_id: requestId,
  message: '',
});

const delivered: SettledOrder = {
  revision: 9,
  snapshot: { ...orderWith('COMPLETED', [fulfillmentWith('COMPLETED', 'DELIVERED')]), closedAt: 'then' },
  events: [
    event(1, 'ORDER_PLACED'),
    event(2, 'ITEMS_RESERVED'),
    event(3, 'SHIPMENT_BOOKED'),
    event(4, 'SHIPMENT_DISPATCHED', 'R1'),
    event(5, 'REQUEST_REFUSED', 'R2'),
    event(6, 'SHIPMENT_DELIVERED', 'R3'),
    event(7, 'ORDER_COMPLETED'),
  ],
};

const orders = new Map([['o', delivered]]);

const operation: Operation = {
  orderId: 'o',
  kind: 'DISPATCH',
  way: 'API',
  requestId: 'R1',
  shipmentId: 'shp-1-o',
  calledAt: 3_500,
  answeredAt: 4_500,
  answer: 'ACCEPTED',
};

const refused = (code: string) => ({ code, message: '' });

test.each<[string, Partial<Operation>, boolean]>([
  ['accepted, and carried out in its time', {}, true],
  ['accepted, and carried out before it was asked', { calledAt: 4_100 }, false],
  ['accepted, and carried out after the answer', { answeredAt: 3_900 }, false],
  ['accepted, and never carried out', { requestId: 'R4' }, false],
  ['refused, and carried out', { answer: refused('NOT_ALLOWED_NOW') }, false],
  ['accepted, and reported as refused', { requestId: 'R2' }, false],
  [
    'not found before it was booked',
    { requestId: 'R4', calledAt: 2_500, answer: refused('NOT_FOUND') },
    true,
  ],
  ['not found after it was booked', { requestId: 'R4', answer: refused('NOT_FOUND') }, false],
  ['dispatched already', { requestId: 'R2', answeredAt: 5_500, answer: refused('NOT_ALLOWED_NOW') }, true],
  ['final too early', { requestId: 'R4', answer: refused('ALREADY_FINAL') }, false],
  [
    'final in the end',
    { requestId: 'R4', calledAt: 8_000, answeredAt: 8_001, answer: refused('ALREADY_FINAL') },
    true,
  ],
  ['an answer for an order that is not there', { orderId: 'p' }, false],
])('a request that was %s', (_, change, isRight) => {
  expect(checkOperations([{ ...operation, ...change }], orders)).toHaveLength(isRight ? 0 : 1);
});

test('orders that are lost, open, unknown, or have a gap', () => {
  const open = { ...delivered, snapshot: { ...delivered.snapshot, closedAt: null } };
  const gap = { ...delivered, events: delivered.events.toSpliced(3, 1) };
  expect(checkOrders(new Set(['o']), orders)).toEqual([]);
  expect(checkOrders(new Set(['o', 'p']), orders)).toHaveLength(1);
  expect(checkOrders(new Set(), orders)).toHaveLength(1);
  expect(checkOrders(new Set(['o']), new Map([['o', open]]))).toHaveLength(1);
  expect(checkOrders(new Set(['o']), new Map([['o', gap]]))).toHaveLength(1);
});

test('money and bookings that do not fit the order', () => {
  const entry = { charged: 500, refunded: 0, isClosed: false };
  const booked = { isBooked: true, isCancelled: false, wasPaid: true };
  const book = new Map([['shp-1-o', booked]]);
  expect(checkOutside({ ledger: new Map(), book }, orders)).toEqual([]);
  // The order says nothing of a payment.
  expect(checkOutside({ ledger: new Map([['o:1', entry]]), book }, orders)).toHaveLength(1);
  const cancelled = new Map([['shp-1-o', { ...booked, isCancelled: true }]]);
  expect(checkOutside({ ledger: new Map(), book: cancelled }, orders)).toHaveLength(1);
  const unpaid = new Map([['shp-1-o', { ...booked, wasPaid: false }]]);
  expect(checkOutside({ ledger: new Map(), book: unpaid }, orders)).toHaveLength(1);
});

test('a promise that is reported as broken twice, or after the delivery, is found', () => {
  const promises = (...events: readonly SettledEvent[]) =>
    checkPromises(new Map([['o', { ...delivered, events }]]));
  const late = event(1, 'SHIPMENT_LATE');
  const arrived = event(2, 'SHIPMENT_DELIVERED');
  expect(promises(late, arrived)).toEqual([]);
  expect(promises(late, { ...late, message: 'of the next window' }, arrived)).toEqual([]);
  expect(promises(late, late, arrived)).toHaveLength(1);
  expect(promises(arrived, late)).toHaveLength(1);
});
