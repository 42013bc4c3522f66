import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { within } from '../../runtime/retry/time-limit.js';
import type { Client } from '../../simulate/client.js';
import { Couriers } from '../../simulate/couriers.js';
import { Tally } from '../../simulate/tally.js';
import { ApiClient } from '../client/api-client.js';
import { ShipmentListChangesDocument } from '../generated/graphql.js';
import { PATIENCE } from '../patience.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { mintToken } from '../stack/tokens.js';

const run = promisify(execFile);
const secret = 'a secret that only this test knows';
const script = fileURLToPath(new URL('../../dist/simulate/main.js', import.meta.url));

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ environment: { AUTH_SECRET: secret } });
});
afterAll(() => stack?.[Symbol.asyncDispose]());

const simulate = (...args: readonly string[]) =>
  run(process.execPath, [script, '--url', stack.addresses.graphqlUrl, ...args]);

test('places orders and delivers them as a client of the API, and ends by itself', async () => {
  const token = await mintToken(secret, { role: 'operator', sub: 'olga' });
  const { stdout } = await simulate('--rate', '10', '--minutes', '0.02', '--couriers', '--token', token);
  const told = stdout.trim().split('\n').at(-1) ?? '';
  const [, placed, delivered, failed] =
    /(\d+) orders \| (\d+) parcels delivered \| (\d+) failed/.exec(told) ?? [];
  expect(Number(placed), stdout).toBeGreaterThan(0);
  expect(Number(placed)).toBeLessThanOrEqual(12);
  expect([delivered, failed], stdout).toEqual([placed, '0']);
  expect(told).toContain('wanted 10/s');
});

test('ends when it is asked to, though no worker answers its couriers', async () => {
  await using own = await startStack();
  await using client = new ApiClient(own.addresses);
  const args = ['--url', own.addresses.graphqlUrl, '--rate', '50', '--minutes', '60', '--couriers'];
  const simulation = spawn(process.execPath, [script, ...args], { stdio: 'ignore' });
  try {
    const ended = once(simulation, 'exit');
    for await (const { shipmentsChanged } of client.watch(ShipmentListChangesDocument, {
      where: { status: ['DISPATCHED'] },
    })) {
      if (shipmentsChanged.shipment) break;
    }
    await own.workers[0]?.kill();
    simulation.kill('SIGINT');
    expect(await within(PATIENCE, ended)).toEqual([0, null]);
  } finally {
    simulation.kill('SIGKILL');
  }
});

test('its couriers take all parcels that wait, also those of the next pages', async () => {
  const pages = [
    { nodes: [{ id: 'a', orderId: 'sim-a' }], pageInfo: { hasNextPage: true, endCursor: 'a' } },
    { nodes: [{ id: 'b', orderId: 'sim-b' }], pageInfo: { hasNextPage: false, endCursor: 'b' } },
  ];
  const tally = new Tally();
  const client: Client = {
    ask: async <Data>(query: string, variables: { readonly after?: string | null } = {}) =>
      (query.startsWith('query') ? { shipments: pages[variables.after === 'a' ? 1 : 0] } : {}) as Data,
    watch: <Data>(_query: string, _variables: object, onData: (data: Data) => void) =>
      onData({ shipmentsChanged: { kind: 'RESYNC', shipment: null } } as Data),
  };
  new Couriers(client, 'sim-', tally).start();
  await expect.poll(() => tally.describe(1, 1)).toContain('2 parcels delivered');
});

test('says what the API answers when it is refused, and fails', async () => {
  const token = await mintToken(secret, { role: 'courier', sub: 'carl' });
  await expect(simulate('--minutes', '0.01', '--token', token)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/may not/),
  });
});

test.each([
  [['--rate', '0'], /--rate must be above 0/],
  [['--minutes', '61'], /--minutes must be above 0 and at most 60/],
  [['--rats', '5'], /Unknown option '--rats'/],
  [['--url', 'shop'], /--url must be/],
])('refuses %j', async (args, reason) => {
  await expect(run(process.execPath, [script, ...args])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(reason),
  });
});
