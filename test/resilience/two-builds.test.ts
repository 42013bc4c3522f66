import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { expect, test } from 'vitest';
import { taskQueues } from '../../schema/contract/task-queues.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { ApiClient } from '../client/api-client.js';
import { dispatchAndDeliver, isClosed, placeBooked, watchUntil } from '../client/orders.js';
import { runScript } from '../stack/run-script.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';

const queues = taskQueues.join(',');

async function promote({ addresses }: Stack, build: string): Promise<void> {
  expect(await runScript('promote', addresses, [], { WORKER_BUILD_ID: build })).toMatchObject({ code: 0 });
}

test('two builds side by side: orders go on with the current one, before and after it is rolled back', async () => {
  await using stack = await startStack({ workers: [] });
  await using client = new ApiClient(stack.addresses);
  const connection = await Connection.connect({ address: stack.addresses.temporalAddress });
  const temporal = new Client({ connection, namespace: stack.addresses.namespace });

  const booked = async () => {
    const { id, shipmentId: shipment } = await placeBooked(client, [{ sku: 'NIKE-PEGASUS', quantity: 1 }]);
    return { id, shipment };
  };
  const buildOf = async (id: string) => {
    const { raw } = await temporal.workflow.getHandle(workflowIdOf(id)).describe();
    return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId;
  };
  const complete = async ({ id, shipment }: Awaited<ReturnType<typeof booked>>) => {
    await dispatchAndDeliver(client, shipment);
    expect((await watchUntil(client, id, isClosed)).status).toBe('COMPLETED');
    return buildOf(id);
  };

  const former = await stack.startWorker(queues, { WORKER_BUILD_ID: 'one' });
  await promote(stack, 'one');
  const [first, second] = [await booked(), await booked()];
  expect(await buildOf(first.id)).toBe('one');

  const latter = await stack.startWorker(queues, { WORKER_BUILD_ID: 'two' });
  const third = await booked();
  expect(await buildOf(third.id)).toBe('one');

  await promote(stack, 'two');
  const fourth = await booked();
  expect(await buildOf(fourth.id)).toBe('two');
  await former.stop();
  expect(await complete(first)).toBe('two');

  await former.restart();
  await promote(stack, 'one');
  await latter.stop();
  for (const order of [second, third, fourth]) expect(await complete(order)).toBe('one');
  expect(await complete(await booked())).toBe('one');
  await connection.close();
});

test('promoting a build before its workers have started says what it waits for', async () => {
  await using stack = await startStack({ workers: [] });
  const { temporalAddress, namespace } = stack.addresses;
  const script = fileURLToPath(new URL('../../dist/workers/promote.js', import.meta.url));
  const promoting = spawn(process.execPath, [script, '--queues', 'orders'], {
    env: {
      ...process.env,
      DATABASE_URL: stack.addresses.databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: namespace,
      WORKER_BUILD_ID: 'early',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [first] = await once(promoting.stdout.setEncoding('utf8'), 'data');
  expect(first).toContain('orders: waiting for a worker of build early');
  const ended = once(promoting, 'exit');
  await stack.startWorker('orders', { WORKER_BUILD_ID: 'early' });
  expect(await ended).toEqual([0, null]);
});
