import { expect, test } from 'vitest';
import { catalogue } from '../../database/catalogue.js';
import { nodeIds } from '../../schema/contract/node-ids.js';
import { availableOf, readyOrders } from '../../web/customer/ready-orders.js';

const products = catalogue.map(({ sku, name, unitPrice, stock }) => ({
  __typename: 'Product' as const,
  id: nodeIds.product(sku),
  sku,
  name,
  unitPrice: { __typename: 'Money' as const, amount: unitPrice, currency: 'USD' },
  stock: Object.entries(stock).map(([name, available]) => ({
    __typename: 'StockLevel' as const,
    location: { __typename: 'Location' as const, id: nodeIds.location(name), name },
    available,
    reserved: 0,
  })),
}));

test('the sample catalogue makes twenty orders, the first in stock, some not', () => {
  const orders = readyOrders(products);
  expect(orders).toHaveLength(20);
  expect(new Set(orders.map(({ title }) => title)).size).toBe(20);
  const inStock = orders.map(({ lines }) =>
    lines.every(({ product, quantity }) => availableOf(product) >= quantity),
  );
  expect(inStock[0]).toBe(true);
  expect(inStock.filter((all) => !all).length).toBeGreaterThanOrEqual(4);
  for (const { lines } of orders)
    expect(new Set(lines.map(({ product }) => product.sku)).size).toBe(lines.length);
});

test('the same orders, in whatever order the products come', () => {
  expect(readyOrders(products.toReversed())).toEqual(readyOrders(products));
});

test('one is shipped from two warehouses by its quantity alone', () => {
  const split = readyOrders(products).find(({ title }) => title === 'More than one shelf holds');
  const [line] = split?.lines ?? [];
  expect(line?.product.stock.every(({ available }) => available < (line?.quantity ?? 0))).toBe(true);
});

test('an empty shop has no ready orders, one with nothing in stock only an order of missing items', () => {
  expect(readyOrders([])).toEqual([]);
  const soldOut = products.map((product) => ({ ...product, stock: [] }));
  for (const { lines } of readyOrders(soldOut))
    expect(lines.every(({ product }) => availableOf(product) === 0)).toBe(true);
});
