import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { print } from 'graphql';
import { expect, test } from 'vitest';
import { noTracing } from '../../runtime/tracing/tracing.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { orderSinks } from '../../workers/trace-orders.js';
import { ApiClient } from '../client/api-client.js';
import {
  dispatchAndDeliver,
  isBooked,
  isClosed,
  newOrderId,
  placeBooked,
  shipmentIds,
  watchUntil,
} from '../client/orders.js';
import { OrderCreateDocument } from '../generated/graphql.js';
import type { StackProcess } from '../stack/stack-process.js';
import { entriesOf } from './log-entries.js';
import { startMonitoredStack } from './monitored-stack.js';
import { sumOf } from './scrape.js';
import { startTraceCollector } from './trace-collector.js';

test('an order can be followed through metrics, one trace and the logs', async () => {
  await using collector = await startTraceCollector();
  const monitored = await startMonitoredStack({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    LOG_LEVEL: 'info',
  });
  await using stack = monitored.stack;
  const { addresses, api } = stack;
  await using client = new ApiClient(addresses);
  const [traceId, gateway] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];

  const id = newOrderId();
  const input = { id, customerId: newOrderId('customer'), items: [{ sku: 'NIKE-PEGASUS', quantity: 1 }] };
  await fetch(addresses.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${traceId}-${gateway}-01` },
    body: JSON.stringify({ query: print(OrderCreateDocument), variables: { input } }),
  });
  const [shipment = ''] = shipmentIds(await watchUntil(client, id, isBooked));
  await dispatchAndDeliver(client, shipment);
  await watchUntil(client, id, isClosed);

  expect(sumOf(await monitored.scrapeWorker(), 'orders_closed_total', { status: 'COMPLETED' })).toBe(1);
  expect(
    sumOf(await monitored.scrapeApi(), 'api_operation_duration_seconds_count', { operation: 'OrderCreate' }),
  ).toBe(1);

  // Temporal closes the workflow after its last publication.
  const connection = await Connection.connect({ address: addresses.temporalAddress });
  const handle = new Client({ connection, namespace: addresses.namespace }).workflow.getHandle(
    workflowIdOf(id),
  );
  await handle.result();
  const history = await handle.fetchHistory();
  await connection.close();
  const worker = monitored.worker;
  // They send the remaining spans.
  await Promise.all([api.stop(), worker.stop()]);

  const spans = collector.spans.filter((span) => span.traceId === traceId);
  const named = (name: string) => spans.find((span) => span.name === name);
  const parents = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  expect(named('mutation OrderCreate')).toMatchObject({
    service: 'order-management-api',
    parentSpanId: gateway,
  });
  expect(parents.get(named('StartWorkflow:order')?.parentSpanId ?? '')).toBe('mutation OrderCreate');
  const steps = ['reserveItems', 'chargeFulfillment', 'bookShipment', 'publishOrder'].map(
    (step) => `RunActivity:${step}`,
  );
  for (const name of [...steps, 'RunWorkflow:order']) {
    expect(named(name), name).toMatchObject({ service: 'order-management-worker', orderId: id });
    expect(parents.get(named(name)?.parentSpanId ?? ''), name).toBe('StartWorkflow:order');
  }
  expect(parents.get(named('PostgreSQL publish-order')?.parentSpanId ?? '')).toMatch(/^RunActivity:/);
  expect(parents.get(named('PostgreSQL settle-charge')?.parentSpanId ?? '')).toBe(
    'RunActivity:chargeFulfillment',
  );
  expect(spans.filter(({ parentSpanId }) => parentSpanId !== gateway && !parents.has(parentSpanId))).toEqual(
    [],
  );

  const about = (process: StackProcess) =>
    entriesOf(process.output()).filter(({ orderId }) => orderId === id);
  expect(about(api)).toContainEqual(expect.objectContaining({ message: 'An order was placed', traceId }));
  expect(about(worker)).toContainEqual(
    expect.objectContaining({ message: 'An order was closed', status: 'COMPLETED', traceId }),
  );

  // Tracing is off here.
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const compiled = (file: string) => fileURLToPath(new URL(`../../dist/workers/${file}`, import.meta.url));
  await Worker.runReplayHistory(
    {
      workflowBundle: { codePath: compiled('workflow-bundle.js') },
      sinks: orderSinks(noTracing),
      dataConverter: { payloadConverterPath: compiled('payload-converter.js') },
    },
    history,
    workflowIdOf(id),
  );
});

test('a collector that cannot be reached is reported in the log, and harms nothing', async () => {
  const { stack, worker } = await startMonitoredStack({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
    OTEL_BSP_SCHEDULE_DELAY: '100',
  });
  await using _stack = stack;
  await using client = new ApiClient(stack.addresses);
  await placeBooked(client, [{ sku: 'NIKE-PEGASUS', quantity: 1 }]);
  await expect.poll(() => worker.output()).toContain('Traces cannot be sent');
});
