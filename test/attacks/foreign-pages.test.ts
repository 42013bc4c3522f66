import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Wire } from '../feed/wire.js';
import { addressesOfApi } from '../stack/addresses.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';

const SECRET = 'a secret of this test alone, long enough';
const friend = 'https://shop.example:8443';

let stack: Stack;
let embedded: number;
let withTokens: number;
beforeAll(async () => {
  const allowed = { ALLOWED_ORIGINS: `${friend},http://localhost:5173`, ALLOWED_HOSTS: 'orders.example' };
  stack = await startStack({ environment: allowed, workers: [] });
  embedded = stack.api.port;
  withTokens = (await stack.startApi({ AUTH_SECRET: SECRET })).port;
});
afterAll(() => stack?.[Symbol.asyncDispose]());

const foreign = (port: number) => [
  'https://evil.example',
  `https://evil.example:${port}`,
  'http://localhost:1234',
  'http://127.0.0.1',
  'null',
  'file://',
  `chrome-extension://localhost:${port}`,
  `http://localhost.evil.example:${port}`,
];
const ours = (port: number) => [
  `http://localhost:${port}`,
  `http://127.0.0.1:${port}`,
  friend,
  'http://localhost:5173',
];

describe.each([
  ['in the embedded default', () => embedded],
  ['with tokens', () => withTokens],
])('%s', (_, portOf) => {
  test('pages of this server and of the list may call, and no others, over HTTP', async () => {
    const port = portOf();
    const status = async (origin: string) =>
      (await fetch(addressesOfApi(port).graphqlUrl, { method: 'POST', headers: { origin } })).status;
    for (const origin of foreign(port)) expect([origin, await status(origin)]).toEqual([origin, 403]);
    for (const origin of ours(port)) expect([origin, await status(origin)]).not.toEqual([origin, 403]);
  });

  test('nor over WebSocket', async () => {
    const port = portOf();
    const opens = (origin: string) =>
      new Wire(addressesOfApi(port).webSocketUrl, undefined, { origin }).open().then(
        async (wire) => {
          await wire.close();
          return true;
        },
        () => false,
      );
    for (const origin of foreign(port)) expect([origin, await opens(origin)]).toEqual([origin, false]);
    for (const origin of ours(port)) expect([origin, await opens(origin)]).toEqual([origin, true]);
  });

  test('a foreign name that resolves to this machine is refused', async () => {
    const port = portOf();
    for (const host of [`evil.example:${port}`, 'evil.example', `localhost.evil.example:${port}`]) {
      for (const path of ['/', '/graphql', '/config.json', '/assets/none'])
        expect([host, path, await statusAs(port, host, path)]).toEqual([host, path, 421]);
      const wire = new Wire(addressesOfApi(port).webSocketUrl, undefined, { headers: { host } });
      await expect(wire.open()).rejects.toThrow('421');
    }
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, 'orders.example'])
      expect([host, await statusAs(port, host, '/config.json')]).toEqual([host, 200]);
  });
});

/** Not by `fetch`, which sends the Host of its URL. */
function statusAs(port: number, host: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get({ port, path, headers: { host }, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject);
  });
}
