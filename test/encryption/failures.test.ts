import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { heartbeat } from '@temporalio/activity';
import type { Client as TemporalClient } from '@temporalio/client';
import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PayloadEncryption } from '../../runtime/temporal/payload-encryption.js';
import { ORDER_WORKFLOW } from '../../schema/contract/order-workflow.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { newOrderId } from '../client/orders.js';
import { createNamespace } from '../stack/namespace.js';
import { sharedServers, wholeBuild } from '../stack/shared.js';
import { keptByTemporal } from './kept-by-temporal.js';

const dist = new URL('../../dist/workers/', import.meta.url);
const encryption = new PayloadEncryption([randomBytes(32)]);

/** An activity that, unlike any real one, puts the whole order into its heartbeat and its failure. */
const indiscreet = {
  reserveItems: async (order: unknown) => {
    heartbeat(order);
    throw new TypeError(`What a strange order: ${JSON.stringify(order)}`);
  },
  publishOrder: async () => {},
};

let temporalAddress: string;
let namespace: string;
let client: TemporalClient;
let stop: () => Promise<void>;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  await wholeBuild();
  ({ temporalAddress } = await sharedServers());
  namespace = await createNamespace(temporalAddress);
  const { dataConverterOf } = (await import(new URL('data-converter.js', dist).href)) as {
    readonly dataConverterOf: (encryption: PayloadEncryption) => DataConverter;
  };
  const connection = await Connection.connect({ address: temporalAddress });
  const native = await NativeConnection.connect({ address: temporalAddress });
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue: 'orders',
    activities: indiscreet,
    dataConverter: dataConverterOf(encryption),
    workflowBundle: { codePath: fileURLToPath(new URL('encrypted-workflow-bundle.js', dist)) },
  });
  const run = worker.run();
  client = new Client({ connection, namespace, dataConverter: { payloadCodecs: [encryption] } });
  stop = async () => {
    worker.shutdown();
    await run;
    await Promise.all([connection.close(), native.close()]);
  };
});
afterAll(() => stop());

async function start(order: { readonly id: string }) {
  const workflowId = workflowIdOf(order.id);
  return client.workflow.start(ORDER_WORKFLOW, { workflowId, taskQueue: 'orders', args: [order] });
}

test('an activity that fails reveals nothing about the order, neither in its failure nor in its heartbeat', async () => {
  const order = {
    id: newOrderId(),
    customerId: 'Ada-Lovelace',
    items: [{ sku: 'SECRET-SHOE', quantity: 1 }],
  };
  await start(order);
  const kept = () => keptByTemporal({ temporalAddress, namespace }, order.id);
  await expect.poll(kept).toMatch(/lastFailure: .*Encoded failure/s);
  expect((await kept()).match(/heartbeatDetails: payloads: metadata: /)).not.toBeNull();
  expect((await kept()).match(/Ada-Lovelace|SECRET-SHOE|strange|failures\.test/)).toBeNull();
});

test('a refused order shows the reason only to holders of the key', async () => {
  const order = {
    id: newOrderId(),
    customerId: 'Ada-Lovelace',
    items: [{ sku: 'SECRET-SHOE', quantity: 0 }],
  };
  const ended = (await start(order)).result();
  await expect(ended).rejects.toMatchObject({
    cause: { message: expect.stringContaining('items.0.quantity'), type: 'INVALID_ORDER' },
  });
  const kept = await keptByTemporal({ temporalAddress, namespace }, order.id);
  expect(kept.match(/items\.0|Ada-Lovelace|SECRET-SHOE/)).toBeNull();
});
