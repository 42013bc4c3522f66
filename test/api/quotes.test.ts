import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { isBooked, judged, place, placeBooked, unitsOf, watchUntil } from '../client/orders.js';
import { OrderAmendDocument, QuoteOrderDocument } from '../generated/graphql.js';
import { sharedStack } from '../stack/shared.js';
import { ask } from './ask.js';

let url: string;
let client: ApiClient;

beforeAll(async () => {
  const addresses = await sharedStack();
  url = addresses.graphqlUrl;
  client = new ApiClient(addresses);
});
afterAll(() => client?.[Symbol.asyncDispose]());

type Line = { readonly sku: string; readonly quantity: number };
type Amounts = Readonly<Record<'subtotal' | 'tax' | 'shipping' | 'total', { readonly amount: number }>>;

async function quoteOf(items: readonly Line[]) {
  const { orderQuote } = await client.send(QuoteOrderDocument, { input: { items: [...items] } });
  expect(orderQuote?.userErrors).toEqual([]);
  if (orderQuote?.quote == null) throw new Error('There is no quote');
  return orderQuote.quote;
}

function numbers({ subtotal, tax, shipping, total }: Amounts) {
  return [subtotal.amount, tax.amount, shipping.amount, total.amount];
}

const fromBothCoasts = [
  { sku: 'NIKE-PEGASUS', quantity: 1 },
  { sku: 'BROOKS-GHOST', quantity: 2 },
  { sku: 'PUMA-PALERMO', quantity: 1 },
];

test('a quote is what the invoices of the order come to, and it takes nothing', async () => {
  const quote = await quoteOf(fromBothCoasts);
  expect(quote.fulfillments).toHaveLength(2);
  expect(quote.unavailable).toEqual([]);
  expect(quote.amounts.total.currency).toBe('USD');
  const { fulfillments } = (await placeBooked(client, fromBothCoasts)).booked;
  const payments = fulfillments.flatMap(({ payment }) => payment ?? []);
  const invoiced = payments.map(numbers);
  expect(numbers(quote.amounts)).toEqual(
    [0, 1, 2, 3].map((part) => invoiced.reduce((sum, amounts) => sum + (amounts[part] ?? 0), 0)),
  );
  expect(quote.fulfillments.map(({ location, amounts }) => [location.name, amounts.total.amount])).toEqual(
    fulfillments.map(({ location, payment }) => [location?.name, payment?.total.amount]),
  );
  expect(
    quote.fulfillments.flatMap(({ items }) => items.map(({ sku, quantity }) => ({ sku, quantity }))),
  ).toEqual(fulfillments.flatMap(({ items }) => items.map(({ sku, quantity }) => ({ sku, quantity }))));
});

test('a quote reserves nothing', async () => {
  const sku = 'ASICS-CUMULUS';
  const before = await unitsOf(client, sku);
  for (let times = 0; times < 3; times += 1) await quoteOf([{ sku, quantity: 1 }]);
  expect(await unitsOf(client, sku)).toEqual(before);
});

test('what no warehouse has is listed, and is not in the amounts', async () => {
  const inStock = { sku: 'NIKE-PEGASUS', quantity: 1 };
  const quote = await quoteOf([inStock, { sku: 'ADIDAS-SAMBA', quantity: 3 }]);
  expect(quote.unavailable).toMatchObject([{ sku: 'ADIDAS-SAMBA', quantity: 3 }]);
  expect(numbers(quote.amounts)).toEqual(numbers((await quoteOf([inStock])).amounts));
  const nothing = await quoteOf([{ sku: 'ADIDAS-SAMBA', quantity: 1 }]);
  expect([nothing.fulfillments, numbers(nothing.amounts)]).toEqual([[], [0, 0, 0, 0]]);
});

test('what is only reserved already has the amounts that it will be charged', async () => {
  const { id } = await place(client, [
    { sku: 'NIKE-PEGASUS', quantity: 2 },
    { sku: 'ADIDAS-SAMBA', quantity: 1 },
  ]);
  await watchUntil(client, id, ({ status }) => status === 'CUSTOMER_ACTION_REQUIRED');
  const query = `query ($id: ID!) { order(id: $id) { fulfillments {
    amounts { subtotal { amount } tax { amount } shipping { amount } total { amount } } } } }`;
  const [reserved, missing] = (await ask(url, query, { id })).data.order.fulfillments;
  expect(missing.amounts).toBeNull();
  await judged(client, OrderAmendDocument, { id });
  const { fulfillments } = await watchUntil(client, id, isBooked);
  expect(fulfillments[0]?.payment && numbers(fulfillments[0].payment)).toEqual(numbers(reserved.amounts));
  const [charged] = (await ask(url, query, { id })).data.order.fulfillments;
  expect(charged).toEqual(reserved);
});

const item = { sku: 'NIKE-PEGASUS', quantity: 1 };

describe('no quote for', () => {
  test.each([
    ['no items', [], [['INVALID', 'items']]],
    ['no units', [{ ...item, quantity: 0 }], [['INVALID', 'items.0.quantity']]],
    ['too many units', [{ ...item, quantity: 10_001 }], [['INVALID', 'items.0.quantity']]],
    ['a SKU twice', [item, item], [['INVALID', 'items.1.sku']]],
    [
      'too many lines',
      Array.from({ length: 101 }, (_, n) => ({ sku: `s${n}`, quantity: 1 })),
      [['INVALID', 'items']],
    ],
    ['a SKU with NUL', [{ sku: 'a\u0000', quantity: 1 }], [['INVALID', 'items.0.sku']]],
    [
      'what the catalogue never had',
      [item, { sku: 'no-such-shoe', quantity: 1 }],
      [['PRODUCT_NOT_FOUND', 'items.1.sku']],
    ],
  ] as const)('%s', async (_name, items, errors) => {
    const { orderQuote } = await client.send(QuoteOrderDocument, { input: { items: [...items] } });
    expect(orderQuote?.quote).toBeNull();
    expect(orderQuote?.userErrors.map(({ code, field }) => [code, field?.slice(1).join('.')])).toEqual(
      errors,
    );
  });
});
