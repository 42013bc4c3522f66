import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findTemporalBinary } from '../../local/temporal-binary.js';
import { ApiClient } from '../client/api-client.js';
import {
  isBooked,
  isClosed,
  newOrderId,
  orderById,
  shipmentIds,
  timelineTypes,
  unitsOf,
  watchUntil,
} from '../client/orders.js';
import { OrderTimelineDocument } from '../generated/graphql.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';

const run = promisify(execFile);

let stack: Stack;
let client: ApiClient;
let binary: string;

beforeAll(async () => {
  [stack, binary] = await Promise.all([startStack(), findTemporalBinary(console.log)]);
  client = new ApiClient(stack.addresses);
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

/** Runs `temporal workflow …` against the stack. */
async function temporal(...args: readonly string[]): Promise<string> {
  const { temporalAddress, namespace } = stack.addresses;
  const where = ['--address', temporalAddress, '--namespace', namespace];
  const { stdout } = await run(binary, ['workflow', ...args, ...where]);
  return stdout;
}

const start = async (order: { readonly id: string; readonly items: unknown }) => {
  const named = ['--type', 'order', '--task-queue', 'orders', '--workflow-id', `order:${order.id}`];
  await temporal('start', ...named, '--input', JSON.stringify(order));
  return order.id;
};

const signal = (id: string, name: string, input: unknown) =>
  temporal('signal', '--workflow-id', `order:${id}`, '--name', name, '--input', JSON.stringify(input));

const newOrder = () => ({
  id: newOrderId(),
  customerId: 'somebody',
  items: [{ sku: 'NIKE-PEGASUS', quantity: 2 }],
});

test('starts, queries and signals an order to its end', async () => {
  const id = await start(newOrder());
  const [shipmentId = ''] = shipmentIds(await watchUntil(client, id, isBooked));
  const status = JSON.parse(
    await temporal('query', '--workflow-id', `order:${id}`, '--type', 'status', '--output', 'json'),
  );
  expect(JSON.stringify(status)).toContain('"status":"PROCESSING"');

  const closed = watchUntil(client, id, isClosed);
  await signal(id, 'updateShipment', { shipmentId, action: 'DISPATCH' });
  await signal(id, 'updateShipment', { shipmentId, action: 'TRACK', type: 'IN_TRANSIT', location: 'Denver' });
  await signal(id, 'updateShipment', { shipmentId, action: 'DELIVER' });
  expect(await closed).toMatchObject({ status: 'COMPLETED' });
});

test('amends and cancels', async () => {
  const asking = ({ status }: { readonly status: string }) => status === 'CUSTOMER_ACTION_REQUIRED';
  const order = newOrder();
  const id = await start({ ...order, items: [...order.items, { sku: 'ADIDAS-SAMBA', quantity: 1 }] });
  await watchUntil(client, id, asking);
  await signal(id, 'amend', {});
  await watchUntil(client, id, isBooked);
  const closed = watchUntil(client, id, isClosed);
  await signal(id, 'cancel', { reason: 'No longer sold' });
  expect(await closed).toMatchObject({
    status: 'CANCELLED',
    cancellation: { by: 'BUSINESS', reason: 'No longer sold' },
  });
});

test('cancelling the workflow cancels the order for the business, and compensates it', async () => {
  const before = await unitsOf(client, 'NIKE-PEGASUS');
  const id = await start(newOrder());
  await watchUntil(client, id, isBooked);
  const closed = watchUntil(client, id, isClosed);
  await temporal('cancel', '--workflow-id', `order:${id}`);
  expect(await closed).toMatchObject({
    status: 'CANCELLED',
    cancellation: { by: 'BUSINESS' },
    fulfillments: [{ payment: { status: 'REFUNDED' }, shipment: { status: 'CANCELLED' } }],
  });
  // The customer reads both, so neither mentions the inner workings.
  const told = await client.send(OrderTimelineDocument, { id });
  expect(JSON.stringify([await orderById(client, id), told])).not.toMatch(/temporal|workflow/i);
  const messages = told.order?.events?.nodes.map(({ message }) => message);
  expect(messages).toContainEqual(expect.stringMatching(/^Reserved in \w+: 2 × Nike Air Zoom Pegasus$/));
  expect(await unitsOf(client, 'NIKE-PEGASUS')).toEqual(before);
});

test('refuses an invalid order, and says why', async () => {
  const order = { ...newOrder(), items: [{ sku: 'NIKE-PEGASUS', quantity: 0 }] };
  await start(order);
  const ended = temporal('result', '--workflow-id', `order:${order.id}`);
  await expect(ended).rejects.toMatchObject({ stdout: expect.stringContaining('items.0.quantity') });
});

test('refuses the workflow of a webhook under another id, or of what is no webhook, for good', async () => {
  for (const [id, webhookId] of [
    ['twin', 'abc'],
    ['webhook:a', 'a\u0000b'],
    ['webhook:b', { a: 1 }],
  ] as const) {
    const named = ['--type', 'webhook', '--task-queue', 'orders', '--workflow-id', id];
    await temporal('start', ...named, '--input', JSON.stringify(webhookId));
    const ended = temporal('result', '--workflow-id', id);
    await expect(ended).rejects.toMatchObject({ stdout: expect.stringContaining('The workflow id must be') });
  }
});

test('does not take a second argument for a state to continue from', async () => {
  const order = newOrder();
  const named = ['--type', 'order', '--task-queue', 'orders', '--workflow-id', `order:${order.id}`];
  await temporal(
    'start',
    ...named,
    '--input',
    JSON.stringify(order),
    '--input',
    '{"snapshot": {"status": "COMPLETED"}}',
  );
  expect(await watchUntil(client, order.id, isBooked)).toMatchObject({ status: 'PROCESSING' });
});

test('judges requests in the order in which they came, also those that came before any worker', async () => {
  await Promise.all(stack.workers.map((worker) => worker.stop()));
  const order = newOrder();
  const id = await start({ ...order, items: [...order.items, { sku: 'ADIDAS-SAMBA', quantity: 1 }] });
  await signal(id, 'updateShipment', { shipmentId: `shp-1-${id}`, action: 'DISPATCH', requestId: 'first' });
  await signal(id, 'cancel', { requestId: 'second' });
  await signal(id, 'amend', { requestId: 'third' });
  await Promise.all(stack.workers.map((worker) => worker.restart()));
  await watchUntil(client, id, isClosed);
  const { order: told } = await client.send(OrderTimelineDocument, { id });
  const requests = (told?.events?.nodes ?? [])
    .map(({ requestId }) => requestId)
    .filter((each) => each !== null);
  expect(requests).toEqual(['first', 'second', 'third']);
});

describe('nonsense in a signal', () => {
  test('is reported on the timeline, and the order goes on', async () => {
    const id = await start(newOrder());
    const [shipmentId = ''] = shipmentIds(await watchUntil(client, id, isBooked));
    await signal(id, 'updateShipment', { shipmentId: 'a\u0000b', action: 'DISPATCH' });
    await signal(id, 'updateShipment', { shipmentId, action: '\ud800' });
    await signal(id, 'updateShipment', { shipmentId, action: 'FAIL', reason: 'x'.repeat(60_000) });
    for (const at of ['23 Nov 2026 10:00:00 GMT', '2026-02-30T10:00:00Z', '0001-01-01T00:00:00Z']) {
      await signal(id, 'updateShipment', { shipmentId, action: 'TRACK', type: 'DELAYED', at });
    }
    await signal(id, 'amend', [1, 2, 3]);
    await signal(id, 'noSuchSignal', {});
    const raw = ['--workflow-id', `order:${id}`, '--name', 'cancel', '--input', '{}'];
    await temporal('signal', ...raw, '--input-meta', 'encoding=no/such');
    // The SDK keeps such names to itself, and throws at them.
    await signal(id, '__temporal_nonsense', {});
    const closed = watchUntil(client, id, isClosed);
    await signal(id, 'updateShipment', { shipmentId, action: 'DISPATCH' });
    await signal(id, 'updateShipment', { shipmentId, action: 'DELIVER' });
    expect(await closed).toMatchObject({ status: 'COMPLETED' });
    const refused = (await timelineTypes(client, id)).filter((type) => type === 'REQUEST_REFUSED');
    expect(refused).toHaveLength(9);
  });

  test('is harmless when it is a megabyte long, or comes 150 times at once', async () => {
    const id = await start(newOrder());
    const [shipmentId = ''] = shipmentIds(await watchUntil(client, id, isBooked));
    const { Client, Connection } = await import('@temporalio/client');
    const connection = await Connection.connect({ address: stack.addresses.temporalAddress });
    const handle = new Client({ connection, namespace: stack.addresses.namespace }).workflow.getHandle(
      `order:${id}`,
    );
    await handle.signal('updateShipment', { shipmentId, action: 'FAIL', reason: 'x'.repeat(1_000_000) });
    await Promise.all(Array.from({ length: 150 }, (_, n) => handle.signal('updateShipment', { n })));
    const closed = watchUntil(client, id, isClosed);
    await handle.signal('updateShipment', { shipmentId, action: 'DISPATCH' });
    await handle.signal('updateShipment', { shipmentId, action: 'DELIVER' });
    expect(await closed).toMatchObject({ status: 'COMPLETED' });
    await connection.close();
  });
});

test('continues as new before its history gets long, and misses nothing meanwhile', async () => {
  const id = await start(newOrder());
  const [shipmentId = ''] = shipmentIds(await watchUntil(client, id, isBooked));
  const { Client, Connection } = await import('@temporalio/client');
  const connection = await Connection.connect({ address: stack.addresses.temporalAddress });
  const temporalClient = new Client({ connection, namespace: stack.addresses.namespace });
  const handle = temporalClient.workflow.getHandle(`order:${id}`);
  const { runId: firstRun } = await handle.describe();
  for (let signals = 0; (await handle.describe()).runId === firstRun; ) {
    if (signals > 4_000) throw new Error('It did not continue as new');
    await Promise.all(Array.from({ length: 40 }, () => handle.signal('updateShipment', { n: signals++ })));
    // The answer comes when they are worked off: a flood without a pause would keep any workflow from going on.
    await handle.query('status');
  }
  const closed = watchUntil(client, id, isClosed);
  await handle.signal('updateShipment', { shipmentId, action: 'DISPATCH' });
  await handle.signal('updateShipment', { shipmentId, action: 'DELIVER' });
  expect(await closed).toMatchObject({ status: 'COMPLETED', totalRefunded: { amount: 0 } });
  await connection.close();
});
