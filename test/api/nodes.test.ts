import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { isBooked, watchUntil } from '../client/orders.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import type { TokenRole } from '../stack/tokens.js';
import { mintToken } from '../stack/tokens.js';
import { ask } from './ask.js';

const secret = 'a secret that only the tests know';
const sku = 'NIKE-PEGASUS';

let stack: Stack;
let client: ApiClient;
/** Two orders whose ids could be taken for ids of something else. */
const orders = [sku, 'location-Boston'] as const;

beforeAll(async () => {
  stack = await startStack({ environment: { AUTH_SECRET: secret } });
  client = new ApiClient(stack.addresses, await tokenOf('customer', 'kim'));
  for (const id of orders) {
    const input = { id, customerId: 'kim', items: [{ sku, quantity: 1 }] };
    const create =
      'mutation ($input: OrderCreateInput!) { orderCreate(input: $input) { userErrors { code } } }';
    const { data } = await ask(
      stack.addresses.graphqlUrl,
      create,
      { input },
      await tokenOf('customer', 'kim'),
    );
    expect(data).toEqual({ orderCreate: { userErrors: [] } });
    await watchUntil(client, id, isBooked);
  }
});

afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
});

const tokenOf = (role: TokenRole, sub: string) => mintToken(secret, { role, sub });

async function as(role: TokenRole, sub: string, query: string, variables = {}) {
  return ask(stack.addresses.graphqlUrl, query, variables, await tokenOf(role, sub));
}

const everything = `{
  orders { nodes {
    __typename id
    items { product { __typename id } }
    fulfillments {
      __typename id
      location { __typename id }
      payment { __typename id fulfillment { id } }
      shipment { __typename id }
    }
    events { nodes { __typename id } }
  } }
}`;

/** Every object with an id in an answer. */
function nodesIn(value: unknown): readonly { readonly __typename: string; readonly id: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(nodesIn);
  const { __typename, id } = value as { __typename?: string; id?: string };
  return __typename && id ? [{ __typename, id }, ...inner] : inner;
}

test('ids are unique over all types, and node finds each thing again', async () => {
  const { data, errors } = await as('manager', 'm', everything);
  expect(errors).toEqual([]);
  const found = nodesIn(data);
  expect(new Set(found.map(({ __typename }) => __typename))).toEqual(
    new Set(['Order', 'Product', 'Fulfillment', 'Location', 'Payment', 'Shipment', 'OrderEvent']),
  );
  const types = new Map<string, Set<string>>();
  for (const { __typename, id } of found) types.set(id, (types.get(id) ?? new Set()).add(__typename));
  for (const [id, names] of types) expect([id, names.size]).toEqual([id, 1]);
  for (const [id, [name]] of types) {
    const answer = await as('manager', 'm', 'query ($id: ID!) { node(id: $id) { __typename id } }', { id });
    expect(answer.data.node).toEqual({ __typename: name, id });
  }
});

test('node is null for what the caller may not see, like the field of that type', async () => {
  const found = nodesIn((await as('manager', 'm', everything)).data);
  const seenBy = async (role: TokenRole, sub: string) => {
    const types = new Set<string>();
    for (const { __typename, id } of found) {
      const { data, errors } = await as(role, sub, 'query ($id: ID!) { node(id: $id) { id } }', { id });
      expect(errors).toEqual([]);
      if (data.node !== null) types.add(__typename);
    }
    return [...types].sort();
  };
  expect(await seenBy('customer', 'kim')).toEqual([
    'Fulfillment',
    'Order',
    'OrderEvent',
    'Payment',
    'Product',
    'Shipment',
  ]);
  expect(await seenBy('customer', 'lee')).toEqual(['Product']);
  expect(await seenBy('courier', 'k')).toEqual(['Location', 'Shipment']);
});

test('an id that names nothing is null, whatever it looks like', async () => {
  const ids = [
    '',
    'none',
    'shipment:',
    'shipment:0-x',
    'payment:9-none',
    'event:1-none',
    'event:99999999999-x',
  ];
  ids.push('product:none', 'location:none', 'product:', ':', 'a:b', 'order:x', '\u0000', 'x'.repeat(1_000));
  const fields = ids.map((id, n) => `a${n}: node(id: ${JSON.stringify(id)}) { id }`);
  const { data, errors } = await as('operator', 'o', `{ ${fields.join(' ')} }`);
  expect(errors).toEqual([]);
  expect(Object.values(data).filter((node) => node !== null)).toEqual([]);
});

test('an id of a shipment from before version 1 of the contract resolves', async () => {
  const query = 'query ($id: ID!) { shipment(id: $id) { id } }';
  const { data } = await as('courier', 'k', query, { id: `shp-1-${sku}` });
  expect(data).toEqual({ shipment: { id: `shipment:1-${sku}` } });
});
