import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../database/open-database.js';
import { MAX_WAREHOUSES } from '../../schema/graphql/list-sizes.js';
import type { Attacked } from './attacked.js';
import { post, startAttacked } from './attacked.js';

let attacked: Attacked;
let mona: string;

beforeAll(async () => {
  attacked = await startAttacked({}, []);
  mona = await attacked.token('manager', 'mona');
  const database = await openDatabase(attacked.stack.addresses.databaseUrl);
  await database.query(
    `insert into products (sku, name, brand, unit_price, currency)
     values ('EVERYWHERE', 'Everywhere', 'Test', 1, 'USD'), ('ELSEWHERE', 'Elsewhere', 'Test', 1, 'USD')`,
  );
  // More warehouses than any product may be in; one product is in all but one of those that it may be in.
  await database.query(
    `insert into stock (sku, location, available, reserved)
     select 'ELSEWHERE', 'Warehouse ' || n, 1, 0 from generate_series(1, $1::integer + 5) as n
     union all select 'EVERYWHERE', 'Warehouse ' || n, 1, 0 from generate_series(1, $1::integer - 1) as n`,
    [MAX_WAREHOUSES],
  );
  await database.end();
});
afterAll(() => attacked?.[Symbol.asyncDispose]());

const adjust = `mutation ($input: StockAdjustInput!) {
  stockAdjust(input: $input) { product { stock { location { name } } } userErrors { code message field } }
}`;

async function stockIn(warehouse: number) {
  const locationId = `location:Warehouse ${warehouse}`;
  const input = { sku: 'EVERYWHERE', locationId, by: 1, requestId: randomUUID() };
  const { body } = await post(attacked.graphqlUrl, { query: adjust, variables: { input } }, mona);
  return body.data.stockAdjust;
}

test('a product gets into no more warehouses than the cost of an operation assumes, also at once', async () => {
  const beyond = Array.from({ length: 5 }, (_, n) => MAX_WAREHOUSES + n);
  const payloads = await Promise.all(beyond.map(stockIn));
  const refused = payloads.filter(({ userErrors }) => userErrors.length > 0);
  expect(refused.length).toBe(beyond.length - 1);
  for (const { userErrors } of refused) {
    const message = 'A product can be in at most 20 warehouses, and this one already is';
    expect(userErrors).toEqual([{ code: 'INVALID', message, field: ['input', 'locationId'] }]);
  }
  // In the warehouses that have it, its stock can still change.
  const { product, userErrors } = await stockIn(1);
  expect([product.stock.length, userErrors]).toEqual([MAX_WAREHOUSES, []]);
  await attacked.neighbourIsServed();
});
