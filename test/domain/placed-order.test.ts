import { describe, expect, test } from 'vitest';
import { isSameOrder, placedAtOf, placedOrder } from '../../schema/domain/placed-order.js';

test('an order was placed when its sender says, unless its clock is far off', () => {
  const startedAt = new Date('2026-03-01T10:00:00.000Z');
  expect(placedAtOf('2026-03-01T09:56:00Z', startedAt)).toBe('2026-03-01T09:56:00.000Z');
  for (const said of ['2026-03-01T09:54:00Z', '2026-03-01T10:06:00Z', 'yesterday', undefined]) {
    expect(placedAtOf(said, startedAt)).toBe('2026-03-01T10:00:00.000Z');
  }
});

test('an order that was just placed has what was asked for, and nothing else yet', () => {
  const input = { id: 'o', customerId: 'kim', items: [{ sku: 'a', quantity: 2 }], deliveryAddress: null };
  const at = '2026-03-01T10:00:00.000Z';
  expect(placedOrder(input, at)).toEqual({
    ...input,
    items: [{ sku: 'a', quantity: 2, name: null, unitPrice: null }],
    status: 'PENDING',
    revision: 1,
    fulfillments: [],
    placedAt: at,
    updatedAt: at,
    closedAt: null,
    actionDeadline: null,
    cancellation: null,
    requests: [],
  });
});

describe('the same order again', () => {
  const address = {
    name: 'A',
    line1: '1 Road',
    line2: null,
    city: 'Town',
    region: null,
    postalCode: '1',
    country: 'US',
  };
  const items = [
    { sku: 'a', quantity: 1 },
    { sku: 'b', quantity: 2 },
    { sku: 'c', quantity: 3 },
  ];
  const order = { customerId: 'kim', items, deliveryAddress: address };

  test.each([
    ['the same', {}],
    ['lines in another order', { items: items.toReversed() }],
    ['blanks around the customer', { customerId: ' kim' }],
    ['blanks around a text', { deliveryAddress: { ...address, name: ' A\t', city: 'Town\n' } }],
    ['an empty part', { deliveryAddress: { ...address, line2: '', region: '  ' } }],
    ['an empty phone number', { deliveryAddress: { ...address, phone: ' ' } }],
    ['an absent part', { deliveryAddress: { ...address, line2: undefined as unknown as null } }],
  ])('%s', (_, change) => {
    expect(isSameOrder(order, { ...order, ...change })).toBe(true);
    expect(isSameOrder({ ...order, ...change }, order)).toBe(true);
  });

  test.each([
    ['another customer', { customerId: 'ann' }],
    ['another quantity', { items: [{ sku: 'a', quantity: 2 }, ...items.slice(1)] }],
    [
      'quantities exchanged',
      { items: [{ sku: 'a', quantity: 2 }, { sku: 'b', quantity: 1 }, ...items.slice(2)] },
    ],
    ['a line less', { items: items.slice(1) }],
    ['no address', { deliveryAddress: null }],
    ['a part of the address more', { deliveryAddress: { ...address, line2: 'Floor 2' } }],
    ['a phone number', { deliveryAddress: { ...address, phone: '112' } }],
    ['a part in another place', { deliveryAddress: { ...address, name: '1 Road', line1: 'A' } }],
    ['blanks within a text', { deliveryAddress: { ...address, line1: '1  Road' } }],
  ])('not with %s', (_, change) => {
    expect(isSameOrder(order, { ...order, ...change })).toBe(false);
  });
});
