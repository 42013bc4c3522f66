import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../database/open-database.js';
import { orderInStatus } from '../api/sample-order.js';
import type { Attacked } from './attacked.js';
import { startAttacked } from './attacked.js';
import { requestText, sent } from './loads/raw-requests.js';

let attacked: Attacked;
let mallory: string;

beforeAll(async () => {
  attacked = await startAttacked({
    // Were a connection held for an export that nobody reads, nobody else would be served.
    DATABASE_POOL_SIZE: '1',
    LIMIT_ANSWER_SECONDS: '2',
    LIMIT_EXPORTS: '2',
  });
  mallory = await attacked.token('manager', 'mallory');
  const database = await openDatabase(attacked.stack.addresses.databaseUrl);
  const order = orderInStatus('COMPLETED', 'kim');
  const items = [{ sku: 's', quantity: 1, name: 'x'.repeat(1_000), unitPrice: null }];
  // More than the network keeps for a client.
  await database.query(
    `insert into orders (id, run_id, customer_id, status, revision, placed_at, updated_at, skus, snapshot)
     select 'order-' || n, 'run', 'kim', 'COMPLETED', 1, $2, $2, '{s}', $1 from generate_series(1, 20000) as n`,
    [JSON.stringify({ ...order, items }), order.placedAt],
  );
  await database.end();
});
afterAll(() => attacked?.[Symbol.asyncDispose]());

const requested = (token: string) =>
  sent(attacked.stack.api.port, requestText(token, '{}').replace('POST /graphql', 'POST /orders.csv'));

async function statusOf(token: string): Promise<readonly [number, string | null]> {
  const response = await fetch(`${attacked.stack.addresses.apiUrl}/orders.csv`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ where: { ids: ['order-1'] } }),
  });
  await response.text();
  return [response.status, response.headers.get('retry-after')];
}

test('an export that nobody reads holds up nobody, is the only one of its caller, and is given up', async () => {
  const unread = requested(mallory);
  await once(unread, 'readable');
  expect(await statusOf(mallory)).toEqual([429, '5']);
  await attacked.neighbourIsServed();
  const other = await attacked.token('manager', 'mia');
  expect(await statusOf(other)).toEqual([200, null]);
  await expect.poll(async () => (await statusOf(mallory))[0]).toBe(200);
  // It has no end: whoever reads it now knows that something is missing.
  const whole = await text(unread);
  expect(whole).toContain('HTTP/1.1 200');
  expect(whole.endsWith('0\r\n\r\n')).toBe(false);
  await attacked.neighbourIsServed();
});

test('there are no more exports at a time than are allowed, and those that are left make room', async () => {
  const tokens = await Promise.all(['ann', 'ben', 'cleo'].map((name) => attacked.token('manager', name)));
  const sockets = tokens.slice(0, 2).map(requested);
  await Promise.all(sockets.map((socket) => once(socket, 'readable')));
  expect(await statusOf(tokens[2] as string)).toEqual([429, '5']);
  for (const socket of sockets) socket.destroy();
  await expect.poll(async () => (await statusOf(tokens[2] as string))[0]).toBe(200);
});

test('a caller that has spent too much is refused before anything is read', async () => {
  const api = await attacked.stack.startApi({ LIMIT_COST_BURST: '10', LIMIT_COST_PER_SECOND: '1' });
  const ask = () =>
    fetch(`http://127.0.0.1:${api.port}/orders.csv`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${mallory}` },
      body: JSON.stringify({ where: { ids: ['order-1'] } }),
    });
  expect((await ask()).status).toBe(200);
  const refused = await ask();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1);
});
