import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../database/open-database.js';
import { trackingKey, trackingTokenOf } from '../api/tracking-links.js';
import { newOrderId } from '../client/orders.js';
import type { Attacked, Posted } from './attacked.js';
import { post, startAttacked } from './attacked.js';

/** For a tracking link these limits are 30 at once, 1 a second, and 2 sockets. */
const limits = {
  LIMIT_COST_BURST: '300000',
  LIMIT_COST_PER_SECOND: '10',
  LIMIT_SOCKETS_PER_CALLER: '20',
};
const query = '{ tracking { status parcels { number status } } }';

let attacked: Attacked;
let kim: string;

beforeAll(async () => {
  attacked = await startAttacked({ TRACKING_KEYS: trackingKey(), ...limits }, ['orders,billing,shipments']);
  kim = await attacked.token('customer', 'kim');
});
afterAll(() => attacked?.[Symbol.asyncDispose]());

async function newLink(customer = 'kim', token = kim): Promise<string> {
  const id = newOrderId('shared');
  const create = `mutation ($input: OrderCreateInput!) { orderCreate(input: $input) { userErrors { code } } }`;
  const input = { id, customerId: customer, items: [{ sku: 'NIKE-PEGASUS', quantity: 1 }] };
  await post(attacked.graphqlUrl, { query: create, variables: { input } }, token);
  return trackingTokenOf(attacked.graphqlUrl, id, token);
}

/** Asks with the token until it is refused; what it asks costs so much that this is soon. */
async function flood(token: string): Promise<Posted> {
  const parts = 'parcels { number status carrier items { name quantity } events { type at place } }';
  const costly = `{ tracking { ${parts} } }`;
  for (;;) {
    const answer = await post(attacked.graphqlUrl, { query: costly }, token);
    if (answer.status !== 200) return answer;
  }
}

test('whoever floods with a link takes nothing from its customer, from other links or from others', async () => {
  const [link, other] = [await newLink(), await newLink()];
  expect(await flood(link)).toMatchObject({
    status: 429,
    body: { errors: [{ extensions: { code: 'TOO_MANY_REQUESTS', retryAfter: expect.any(Number) } }] },
  });
  expect((await post(attacked.graphqlUrl, { query }, other)).status).toBe(200);
  expect(
    (await post(attacked.graphqlUrl, { query: '{ orders(first: 100) { nodes { id } } }' }, kim)).status,
  ).toBe(200);
  await attacked.neighbourIsServed();
});

test('one link has so many sockets, and many links of one customer together have as many as one caller', async () => {
  const lee = await attacked.token('customer', 'lee');
  const links: string[] = [];
  for (let n = 0; n < 11; n += 1) links.push(await newLink('lee', lee));
  const first = links[0] as string;
  const sockets = [await attacked.socket(first), await attacked.socket(first)];
  await expect(attacked.socket(first)).rejects.toThrow();
  for (const link of links.slice(1, 10))
    sockets.push(await attacked.socket(link), await attacked.socket(link));
  await expect(attacked.socket(links[10] as string)).rejects.toThrow();
  // Neither the customer's own sockets nor those of others are among them.
  sockets.push(await attacked.socket(lee), await attacked.socket(await newLink()));
  await attacked.neighbourIsServed();
  await sockets[0]?.close();
  await expect
    .poll(() =>
      attacked.socket(links[10] as string).then(
        (socket) => socket.close().then(() => 'let in'),
        () => 'refused',
      ),
    )
    .toBe('let in');
  await Promise.all(sockets.map((socket) => socket.close()));
});

test('guessed tokens read nothing and open nothing', async () => {
  const link = await newLink();
  const end = 'track-'.length + 32;
  for (let n = 0; n < 200; n += 1) {
    const guess = link.slice(0, end) + n.toString(16).padStart(64, '0');
    const { status, body } = await post(attacked.graphqlUrl, { query }, guess);
    expect([status, body.errors[0].message]).toEqual([401, 'The tracking link is not valid']);
  }
  expect((await post(attacked.graphqlUrl, { query }, link)).status).toBe(200);
  await attacked.neighbourIsServed();
});

test('the log says when it is unknown which links are revoked; open ones stay open', async () => {
  const socket = await attacked.socket(await newLink());
  const database = await openDatabase(attacked.stack.addresses.databaseUrl);
  await database.query('alter table tracking_links rename to tracking_links_elsewhere');
  const told = () => attacked.stack.api.output().split('The revoked tracking links').length - 1;
  await expect.poll(told).toBe(1);
  await database.query('alter table tracking_links_elsewhere rename to tracking_links');
  await database.end();
  await attacked.neighbourIsServed();
  await socket.close();
});

test('an address that cannot be read is not repeated in the answer', async () => {
  const link = await newLink();
  const { origin } = new URL(attacked.graphqlUrl);
  const response = await fetch(`${origin}/track/${link}%ff%zz`);
  expect(response.status).toBe(400);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await response.json()).toEqual({
    errors: [{ message: 'The address cannot be read', extensions: { code: 'BAD_USER_INPUT' } }],
  });
});
