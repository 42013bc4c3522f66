import { describe, expect, test } from 'vitest';
import { orderProblems, parseOrder } from '../../schema/domain/validate-order.js';

const valid = { id: 'order-1', customerId: 'customer-1', items: [{ sku: 'shoe', quantity: 1 }] };
const address = { name: 'A', line1: '1 Road', city: 'Town', postalCode: '1', country: 'US' };
const items = (count: number) => Array.from({ length: count }, (_, n) => ({ sku: `sku-${n}`, quantity: 1 }));

const refused: readonly (readonly [string, unknown, string])[] = [
  ['no object', 'order', ''],
  ['a list', [], ''],
  ['no items', { ...valid, items: [] }, 'items'],
  ['101 items', { ...valid, items: items(101) }, 'items'],
  ['an item that is a list', { ...valid, items: [[]] }, 'items.0'],
  ['quantity 0', { ...valid, items: [{ sku: 'a', quantity: 0 }] }, 'items.0.quantity'],
  ['quantity 10,001', { ...valid, items: [{ sku: 'a', quantity: 10_001 }] }, 'items.0.quantity'],
  ['half a unit', { ...valid, items: [{ sku: 'a', quantity: 1.5 }] }, 'items.0.quantity'],
  ['an empty SKU', { ...valid, items: [{ sku: ' ', quantity: 1 }] }, 'items.0.sku'],
  ['the same SKU twice', { ...valid, items: [...items(1), ...items(1)] }, 'items.1.sku'],
  ['an empty id', { ...valid, id: '' }, 'id'],
  ['an id of 201 characters', { ...valid, id: 'x'.repeat(201) }, 'id'],
  ['an id with a control character', { ...valid, id: 'a\u0007b' }, 'id'],
  ['an id that ends in white space', { ...valid, id: 'a ' }, 'id'],
  ['an id with a colon', { ...valid, id: 'a:b' }, 'id'],
  ['an id with a lone surrogate', { ...valid, id: 'a\ud800' }, 'id'],
  ['a customer id that is a number', { ...valid, customerId: 7 }, 'customerId'],
  ['an address that is a text', { ...valid, deliveryAddress: '1 Road' }, 'deliveryAddress'],
  [
    'an address with a part missing',
    { ...valid, deliveryAddress: { ...address, line1: null } },
    'deliveryAddress.line1',
  ],
  [
    'an address with a number in it',
    { ...valid, deliveryAddress: { ...address, region: 7 } },
    'deliveryAddress.region',
  ],
  ['an item that is null', { ...valid, items: [null] }, 'items.0'],
  [
    'a line of an address that is too long',
    { ...valid, deliveryAddress: { ...address, line1: 'x'.repeat(201) } },
    'deliveryAddress.line1',
  ],
  [
    'a lone surrogate in an address',
    { ...valid, deliveryAddress: { ...address, city: 'a\ud800' } },
    'deliveryAddress.city',
  ],
  [
    'an address without a city',
    { ...valid, deliveryAddress: { ...address, city: ' ' } },
    'deliveryAddress.city',
  ],
  [
    'an address with NUL',
    { ...valid, deliveryAddress: { ...address, line2: '\u0000' } },
    'deliveryAddress.line2',
  ],
  ...[
    'call me',
    '12',
    '+',
    '1'.repeat(21),
    '5'.padEnd(31, '-').concat('55'),
    '5+555',
    '555;ext=1',
    '5\n5\n5',
    5,
  ].map(
    (phone) =>
      [
        `the phone number ${JSON.stringify(phone).slice(0, 20)}`,
        { ...valid, deliveryAddress: { ...address, phone } },
        'deliveryAddress.phone',
      ] as const,
  ),
];

describe('an order that can be placed', () => {
  test.each<readonly [string, unknown]>([
    ['the least', valid],
    ['the most items', { ...valid, items: items(100) }],
    ['the largest quantity', { ...valid, items: [{ sku: 'a', quantity: 10_000 }] }],
    ['the longest id', { ...valid, id: 'x'.repeat(200) }],
    ['an address', { ...valid, deliveryAddress: address }],
    ['the longest line of an address', { ...valid, deliveryAddress: { ...address, line1: 'x'.repeat(200) } }],
    ['null for an address', { ...valid, deliveryAddress: null }],
    [
      'null for the optional parts',
      { ...valid, deliveryAddress: { ...address, line2: null, region: null, phone: null } },
    ],
    ...['+1 (503) 555-0142', '(+49) 351 4567', '112', '0351/4 56.78', ' ', ` ${'5'.padEnd(30, '-')}55 `].map(
      (phone) =>
        [`the phone number "${phone}"`, { ...valid, deliveryAddress: { ...address, phone } }] as const,
    ),
  ])('%s', (_, input) => {
    expect(orderProblems(input)).toEqual([]);
  });

  test('keeps what is known and drops the rest', () => {
    const parsed = parseOrder({ ...valid, extra: 1, deliveryAddress: { ...address, planet: 'X' } });
    expect(parsed).toEqual({
      order: {
        ...valid,
        placedBy: { kind: 'SYSTEM', id: null },
        deliveryAddress: { ...address, line2: null, region: null },
      },
    });
  });
});

test('keeps a phone number without the blanks around it, and when its sender placed it', () => {
  const placedAt = '2026-01-01T00:00:00.000Z';
  expect(parseOrder({ ...valid, placedAt, deliveryAddress: { ...address, phone: ' 112 ' } })).toMatchObject({
    order: { placedAt, deliveryAddress: { phone: '112' } },
  });
  expect(parseOrder({ ...valid, placedAt: 7 })).not.toHaveProperty('order.placedAt');
});

test('reports two SKUs that are not text as such, and not as the same SKU', () => {
  const item = { sku: 7, quantity: 1 };
  expect(orderProblems({ ...valid, items: [item, item] })).toHaveLength(2);
});

test.each(refused)('refuses %s', (_, input, path) => {
  expect(orderProblems(input).map((problem) => problem.path.join('.'))).toContain(path);
  expect(parseOrder(input)).toHaveProperty('problems');
});
