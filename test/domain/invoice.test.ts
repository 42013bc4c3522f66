import { expect, test } from 'vitest';
import { MAX_UNIT_PRICE } from '../../schema/domain/bounds.js';
import { invoiceFor, priceProblem, sumOfInvoices } from '../../schema/domain/invoice.js';

const item = (quantity: number, unitPrice: number | null) => ({
  sku: 'shoe',
  name: null,
  quantity,
  unitPrice,
});

test.each([
  ['one unit', [item(1, 10_000)], { subtotal: 10_000, tax: 825, shipping: 599, total: 11_424 }],
  [
    'further units',
    [item(2, 10_000), item(1, 55)],
    { subtotal: 20_055, tax: 1_655, shipping: 799, total: 22_509 },
  ],
  [
    '45 units, shipping at its maximum',
    [item(45, 1)],
    { subtotal: 45, tax: 4, shipping: 4_999, total: 5_048 },
  ],
  ['44 units, shipping below it', [item(44, 1)], { subtotal: 44, tax: 4, shipping: 4_899, total: 4_947 }],
  ['tax that is rounded down', [item(1, 6)], { subtotal: 6, tax: 0, shipping: 599, total: 605 }],
  ['tax that is rounded up', [item(1, 7)], { subtotal: 7, tax: 1, shipping: 599, total: 607 }],
  ['no price yet', [item(1, null)], { subtotal: 0, tax: 0, shipping: 599, total: 599 }],
])('the invoice for %s', (_, items, invoice) => {
  expect(invoiceFor(items)).toEqual(invoice);
});

test('invoices are added up part by part', () => {
  const invoice = { subtotal: 10, tax: 2, shipping: 5, total: 17 };
  expect(sumOfInvoices([invoice, invoice])).toEqual({ subtotal: 20, tax: 4, shipping: 10, total: 34 });
});

test.each([
  [null, true],
  [0, true],
  [MAX_UNIT_PRICE, true],
  [MAX_UNIT_PRICE + 1, false],
  [-1, false],
  [0.5, false],
])('a price of %s is one: %s', (price, isOne) => {
  const problem = priceProblem([item(1, 5), item(1, price)]);
  if (isOne) expect(problem).toBeNull();
  else expect(problem).toContain('shoe');
});
