import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withMetrics } from '../../runtime/metrics/list-metrics.js';
import { metrics } from '../../runtime/metrics/metrics.js';
import { ask } from '../api/ask.js';
import { ApiClient } from '../client/api-client.js';
import { Wire } from '../feed/wire.js';
import { plays } from '../lifecycle/plays.js';
import { startReceiver } from '../webhooks/test-receiver.js';
import { change, createWebhook, showWebhook } from '../webhooks/webhook-api.js';
import type { MonitoredStack } from './monitored-stack.js';
import { startMonitoredStack } from './monitored-stack.js';
import type { Sample } from './scrape.js';
import { sumOf } from './scrape.js';

let monitored: MonitoredStack;
let client: ApiClient;
beforeAll(async () => {
  monitored = await startMonitoredStack({ WEBHOOK_PRIVATE_TARGETS: 'true' });
  client = new ApiClient(monitored.stack.addresses);
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await monitored.stack[Symbol.asyncDispose]();
});

/** Sends an operation over a socket, and waits for its answer. */
async function askBySocket(wire: Wire, id: string, query: string): Promise<void> {
  wire.subscribe(id, query);
  while ((await wire.next()).id !== id);
}

test('operations are counted by the names of trusted documents, over both transports, and all others as one', async () => {
  await plays.completed(client);
  const { addresses } = monitored.stack;
  const wire = await new Wire(addresses.webSocketUrl).init('');
  for (let n = 0; n < 20; n++) {
    await ask(addresses.graphqlUrl, `query OrderCreate${n} { viewer { role } }`);
    await askBySocket(wire, `a${n}`, `query Unknown${n} { viewer { role } }`);
    await askBySocket(wire, `b${n}`, `subscription Stats${n} { statsUpdated { at } }`);
  }
  // Another text with the name of a trusted document is not trusted.
  await ask(
    addresses.graphqlUrl,
    'mutation OrderCreate { stockAdjust(input: { items: [] }) { userErrors { code } } }',
  );
  wire.webSocket.close(4_999);
  await wire.closed;

  const samples = await monitored.scrapeApi();
  const count = (labels: Record<string, string>) =>
    sumOf(samples, 'api_operation_duration_seconds_count', labels);
  expect(count({ transport: 'http', type: 'mutation', operation: 'OrderCreate' })).toBe(1);
  expect(count({ transport: 'websocket', type: 'subscription', operation: 'OrderUpdated' })).toBeGreaterThan(
    0,
  );
  expect(count({ transport: 'http', type: 'query', operation: 'other' })).toBeGreaterThanOrEqual(20);
  expect(count({ transport: 'websocket', type: 'query', operation: 'other' })).toBe(20);
  expect(count({ transport: 'websocket', type: 'subscription', operation: 'other' })).toBe(20);
  const names = samples.flatMap(({ labels: { operation }, name }) =>
    name.startsWith('api_operation') && operation !== undefined ? [operation] : [],
  );
  expect(names.filter((name) => /\d|Unknown|Stats/.test(name))).toEqual([]);
  expect(sumOf(samples, 'api_operation_cost_total', { operation: 'OrderCreate' })).toBeGreaterThan(0);
});

test('errors, sockets and their messages are counted, whatever clients send', async () => {
  const { addresses } = monitored.stack;
  const before = await monitored.scrapeApi();
  await ask(addresses.graphqlUrl, '{ nothing }');
  await fetch(addresses.graphqlUrl, {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example', 'content-type': 'application/json' },
    body: '{"query":"{ viewer { role } }"}',
  });
  const wire = await new Wire(addresses.webSocketUrl).init('');
  await askBySocket(wire, '1', '{ nothing }');
  await askBySocket(wire, '2', 'subscription { orderUpdated(id: "nowhere") { id } }');
  const open = await monitored.scrapeApi();
  wire.webSocket.close(4_321);
  await wire.closed;
  await expect
    .poll(async () => sumOf(await monitored.scrapeApi(), 'api_socket_closes_total', { code: 'other' }))
    .toBe(sumOf(before, 'api_socket_closes_total', { code: 'other' }) + 1);

  const grown = (name: string, labels: Record<string, string>) =>
    sumOf(open, name, labels) - sumOf(before, name, labels);
  for (const transport of ['http', 'websocket'])
    expect(grown('api_errors_total', { transport, code: 'GRAPHQL_VALIDATION_FAILED' }), transport).toBe(1);
  expect(grown('api_errors_total', { transport: 'http', code: 'FORBIDDEN' })).toBe(1);
  expect(grown('api_errors_total', { transport: 'websocket', code: 'NOT_FOUND' })).toBe(1);
  expect(grown('api_sockets', {})).toBe(1);
  expect(grown('api_socket_messages_total', { direction: 'received' })).toBe(3);
  expect(grown('api_socket_messages_total', { direction: 'sent' })).toBeGreaterThanOrEqual(3);
});

test('calls to Temporal have the same names in the API and the workers', async () => {
  await plays['cancelled-after-charging'](client);
  const [api, worker] = await Promise.all([monitored.scrapeApi(), monitored.scrapeWorker()]);
  expect(sumOf(api, 'temporal_request_total', { operation: 'StartWorkflowExecution' })).toBeGreaterThan(0);
  expect(
    sumOf(api, 'temporal_request_latency_seconds_count', { operation: 'SignalWorkflowExecution' }),
  ).toBeGreaterThan(0);
  expect(
    sumOf(worker, 'temporal_request_total', { operation: 'RespondWorkflowTaskCompleted' }),
  ).toBeGreaterThan(0);
  expect(
    sumOf(worker, 'temporal_request_latency_seconds_count', { operation: 'RespondWorkflowTaskCompleted' }),
  ).toBeGreaterThan(0);
  expect(sumOf(api, 'temporal_task_queue_workers', { task_queue: 'billing' })).toBe(1);
});

/** What the worker serves once it has counted the end of every order: their watchers hear of it first. */
async function scrapeWhenCounted(): Promise<readonly Sample[]> {
  let samples: readonly Sample[] = [];
  await expect
    .poll(async () => {
      samples = await monitored.scrapeWorker();
      return sumOf(samples, 'orders_placed_total') - sumOf(samples, 'orders_closed_total');
    })
    .toBe(0);
  return samples;
}

test('orders, their payments and how far the read model is behind are counted', async () => {
  const before = await scrapeWhenCounted();
  await Promise.all([
    plays.completed(client),
    plays.declined(client),
    plays['cancelled-after-charging'](client),
  ]);
  const after = await scrapeWhenCounted();
  const grown = (name: string, labels: Record<string, string> = {}) =>
    sumOf(after, name, labels) - sumOf(before, name, labels);
  expect(grown('orders_placed_total')).toBe(3);
  expect(grown('orders_closed_total', { status: 'COMPLETED' })).toBe(1);
  expect(grown('orders_closed_total', { status: 'FAILED' })).toBe(1);
  expect(grown('orders_closed_total', { status: 'CANCELLED' })).toBe(1);
  expect(grown('payments_charged_total')).toBe(2);
  expect(grown('payments_declined_total', { code: 'DECLINED' })).toBe(1);
  expect(grown('payments_refunded_total')).toBe(1);
  expect(grown('payments_charged_minor_units_total')).toBe(2 * grown('payments_refunded_minor_units_total'));
  expect(grown('read_model_publish_lag_seconds_count')).toBeGreaterThanOrEqual(3);
  const api = await monitored.scrapeApi();
  expect(sumOf(api, 'read_model_notify_lag_seconds_count')).toBeGreaterThan(0);
  expect(api.filter(({ name }) => name === 'orders_open').map(({ labels }) => labels.status)).toContain(
    'PENDING',
  );
});

test('deliveries of webhooks are counted and timed, and waiting ones are shown, unless a manager paused the webhook', async () => {
  const { graphqlUrl } = monitored.stack.addresses;
  await using receiver = await startReceiver(() => 410);
  const { id } = await createWebhook(graphqlUrl, { url: receiver.url, eventTypes: ['ORDER_COMPLETED'] });
  const statusOf = async () => (await showWebhook(graphqlUrl, id)).status;
  const api = async (name: string, labels: Record<string, string> = {}) =>
    sumOf(await monitored.scrapeApi(), name, labels);
  const worker = async (name: string, labels: Record<string, string> = {}) =>
    sumOf(await monitored.scrapeWorker(), name, labels);

  const orderId = await plays.completed(client);
  await expect.poll(statusOf).toBe('DOWN');
  expect(await worker('webhook_deliveries_total', { outcome: 'failed' })).toBe(1);
  await expect.poll(() => api('webhooks', { status: 'DOWN' })).toBe(1);
  expect(await api('webhooks', { status: 'ACTIVE' })).toBe(0);
  expect(await api('webhook_oldest_undelivered_seconds')).toBeGreaterThan(0);

  await change(graphqlUrl, 'Pause', { id });
  await expect.poll(() => api('webhooks', { status: 'PAUSED' })).toBe(1);
  expect(await api('webhook_oldest_undelivered_seconds')).toBe(0);

  receiver.answer = () => 204;
  await change(graphqlUrl, 'Resume', { id });
  await receiver.untilCompleted(orderId);
  await expect.poll(() => worker('webhook_deliveries_total', { outcome: 'delivered' })).toBe(1);
  expect(await worker('webhook_delivery_lag_seconds_count')).toBe(1);
  await change(graphqlUrl, 'Delete', { id });
});

// To update it: npm run metrics -- --write docs/operations.md
test('the list in docs/operations.md is up to date', () => {
  const document = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  expect(document).toBe(withMetrics(document));
});

test('every metric of the list is served by the process that the list says', async () => {
  const served = { API: await monitored.scrapeApi(), worker: await monitored.scrapeWorker() };
  for (const [name, { servedBy, kind }] of Object.entries(metrics)) {
    const full = kind === 'histogram' ? `${name}_bucket` : name;
    expect(
      served[servedBy].some((sample) => sample.name === full),
      name,
    ).toBe(true);
  }
});
