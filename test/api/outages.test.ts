import { describe, expect, test } from 'vitest';
import { ApiClient } from '../client/api-client.js';
import { newOrderId, placeBooked } from '../client/orders.js';
import type { OwnServer } from '../stack/own-server.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import { askOnce } from './ask.js';

const create = `mutation ($id: ID!) {
  orderCreate(input: { id: $id, customerId: "kim", items: [{ sku: "NIKE-PEGASUS", quantity: 1 }] }) {
    order { id status } userErrors { code }
  }
}`;
const cancel =
  'mutation ($id: ID!) { orderCancel(input: { id: $id }) { order { id } pending userErrors { code } } }';
const adjust = `mutation ($id: ID!) {
  stockAdjust(input: { sku: "NIKE-PEGASUS", locationId: "location:Boston", by: 1, requestId: $id }) { userErrors { code } }
}`;

const operations = {
  orders: '{ orders { totalCount nodes { id } } }',
  timeline: 'query ($id: ID!) { order(id: $id) { events { nodes { type } } } }',
  shipment: '{ shipment(id: "shipment:1-none") { id } }',
  products: '{ products { nodes { stock { available } } } }',
  fraudSettings: '{ fraudSettings { maintenanceMode } }',
  stats: '{ stats { workers openOrders } }',
  order: 'query ($id: ID!) { order(id: $id) { id status } }',
  create,
  cancel,
  adjust,
};

type Name = keyof typeof operations;

/** Everything at once, each answered though the server is away; the names of those that said UNAVAILABLE. */
async function unavailable(stack: Stack, known: string): Promise<readonly Name[]> {
  const names = Object.keys(operations) as Name[];
  const answers = await Promise.all(
    names.map((name) => {
      const id = name === 'create' || name === 'adjust' ? newOrderId() : known;
      return askOnce(stack.addresses.graphqlUrl, operations[name], { id });
    }),
  );
  const codes = answers.map(({ code }) => code);
  expect(new Set(codes)).toEqual(
    new Set(codes.filter((code) => code === undefined || code === 'UNAVAILABLE')),
  );
  return names.filter((_, index) => codes[index] === 'UNAVAILABLE');
}

async function recovered(stack: Stack, known: string): Promise<void> {
  await expect
    .poll(async () => (await fetch(`${stack.addresses.apiUrl}/readyz`)).status, { interval: 250 })
    .toBe(200);
  await expect.poll(() => unavailable(stack, known)).toEqual([]);
}

const needDatabase: readonly Name[] = [
  'orders',
  'timeline',
  'shipment',
  'products',
  'fraudSettings',
  'stats',
  'adjust',
];
const needTemporal: readonly Name[] = ['stats', 'create', 'cancel'];

interface Outage {
  begin(server: OwnServer): void | Promise<void>;
  end(server: OwnServer): void | Promise<void>;
}

const outages: readonly (readonly [string, Outage])[] = [
  ['stopped', { begin: (server) => server.kill(), end: (server) => server.start() }],
  ['frozen', { begin: (server) => server.freeze(), end: (server) => server.thaw() }],
];

describe.each(outages)('while a server is %s', (_, { begin, end }) => {
  test('PostgreSQL: what needs it is UNAVAILABLE without waiting for it, the rest is served; then all is served again', async () => {
    await using stack = await startStack({ ownPostgres: true });
    await using client = new ApiClient(stack.addresses);
    const { id } = await placeBooked(client, [{ sku: 'NIKE-PEGASUS', quantity: 1 }]);
    const server = stack.postgres as OwnServer;
    await begin(server);
    // What needs nothing of it may be out of reach, too, for a moment on a busy machine.
    for (const _round of [1, 2]) await expect.poll(() => unavailable(stack, id)).toEqual(needDatabase);
    await expect.poll(() => readiness(stack)).toMatchObject([503, { database: false, temporal: true }]);
    expect((await fetch(`${stack.addresses.apiUrl}/healthz`)).status).toBe(200);
    await end(server);
    await recovered(stack, id);
  });

  test('Temporal: what needs it is UNAVAILABLE without waiting for it, the rest is served; then all is served again', async () => {
    await using stack = await startStack({ ownTemporal: true });
    await using client = new ApiClient(stack.addresses);
    const { id } = await placeBooked(client, [{ sku: 'NIKE-PEGASUS', quantity: 1 }]);
    const server = stack.temporal as OwnServer;
    await begin(server);
    // What needs nothing of it may be out of reach, too, for a moment on a busy machine.
    for (const _round of [1, 2]) await expect.poll(() => unavailable(stack, id)).toEqual(needTemporal);
    await expect.poll(() => readiness(stack)).toMatchObject([503, { database: true, temporal: false }]);
    await end(server);
    await recovered(stack, id);
  });
});

async function readiness(stack: Stack): Promise<readonly [status: number, body: unknown]> {
  const response = await fetch(`${stack.addresses.apiUrl}/readyz`);
  return [response.status, await response.json()];
}
