import { describe, expect, test } from 'vitest';
import { fulfillmentTransitions } from '../../schema/domain/fulfillment-status.js';
import { shipmentActions } from '../../schema/domain/order-rules.js';
import { isFinalOrderStatus, orderStatuses, orderTransitions } from '../../schema/domain/order-status.js';
import { paymentTransitions } from '../../schema/domain/payment-status.js';
import {
  isFinalShipmentStatus,
  shipmentStatuses,
  shipmentTransitions,
} from '../../schema/domain/shipment-status.js';
import { transition } from '../../schema/domain/transition.js';

/** Every allowed step of every table, written out: a table that changes must be changed here too. */
const allowed = {
  order: [
    'PENDING>PROCESSING',
    'PENDING>CUSTOMER_ACTION_REQUIRED',
    'PENDING>CANCELLED',
    'PROCESSING>COMPLETED',
    'PROCESSING>PARTIALLY_COMPLETED',
    'PROCESSING>FAILED',
    'PROCESSING>CANCELLED',
    'CUSTOMER_ACTION_REQUIRED>PROCESSING',
    'CUSTOMER_ACTION_REQUIRED>CANCELLED',
    'CUSTOMER_ACTION_REQUIRED>TIMED_OUT',
  ],
  fulfillment: [
    'UNAVAILABLE>CANCELLED',
    'PENDING>PROCESSING',
    'PENDING>CANCELLED',
    'PROCESSING>COMPLETED',
    'PROCESSING>CANCELLED',
    'PROCESSING>FAILED',
  ],
  payment: [
    'PENDING>CHARGED',
    'PENDING>FAILED',
    'CHARGED>PARTIALLY_REFUNDED',
    'CHARGED>REFUNDED',
    'PARTIALLY_REFUNDED>REFUNDED',
  ],
  shipment: [
    'PENDING>BOOKED',
    'PENDING>CANCELLED',
    'BOOKED>DISPATCHED',
    'BOOKED>CANCELLED',
    'DISPATCHED>DELIVERED',
    'DISPATCHED>FAILED',
  ],
} as const;

const tables = {
  order: orderTransitions,
  fulfillment: fulfillmentTransitions,
  payment: paymentTransitions,
  shipment: shipmentTransitions,
} as const satisfies Record<keyof typeof allowed, Readonly<Record<string, readonly string[]>>>;

describe.each(Object.keys(tables) as (keyof typeof tables)[])('the transitions of a %s', (name) => {
  const table: Readonly<Record<string, readonly string[]>> = tables[name];
  const statuses = Object.keys(table);
  const pairs = statuses.flatMap((from) => statuses.map((to) => [from, to] as const));

  test.each(pairs)('from %s to %s', (from, to) => {
    const isAllowed = (allowed[name] as readonly string[]).includes(`${from}>${to}`);
    if (isAllowed) expect(transition(table, from, to)).toBe(to);
    else expect(() => transition(table, from, to)).toThrow(`No transition from ${from} to ${to}`);
  });
});

test('statuses without a next one are final', () => {
  expect(orderStatuses.filter(isFinalOrderStatus)).toEqual([
    'COMPLETED',
    'PARTIALLY_COMPLETED',
    'FAILED',
    'CANCELLED',
    'TIMED_OUT',
  ]);
  expect(shipmentStatuses.filter(isFinalShipmentStatus)).toEqual(['DELIVERED', 'CANCELLED', 'FAILED']);
});

test('the actions of each shipment status, written out', () => {
  expect(shipmentActions).toEqual({
    PENDING: [],
    BOOKED: ['DISPATCH'],
    DISPATCHED: ['DELIVER', 'FAIL'],
    DELIVERED: [],
    CANCELLED: [],
    FAILED: [],
  });
});
