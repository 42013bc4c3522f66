import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { WorkflowHandle } from '@temporalio/client';
import { Client, Connection } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import { expect, test } from 'vitest';
import { CANCEL_SIGNAL } from '../../schema/contract/order-workflow.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { ApiClient } from '../client/api-client.js';
import { isClosed, judged, placeBooked, watchUntil } from '../client/orders.js';
import { OrderCancelDocument } from '../generated/graphql.js';
import { sharedStack } from '../stack/shared.js';
import { startStack } from '../stack/stack.js';

/** From this many events on a history is spared; at 51,200 the server would terminate the workflow. */
const SPARED = 4_000;

test('an order whose refund cannot be made stays within what Temporal takes, whatever it is asked meanwhile', async () => {
  await using stack = await startStack({ workers: ['orders,shipments', 'billing'] });
  await using client = new ApiClient(stack.addresses);
  const { temporalAddress, namespace } = stack.addresses;
  const connection = await Connection.connect({ address: temporalAddress });
  const order = new Client({ connection, namespace }).workflow;
  const { id } = await placeBooked(client, [{ sku: 'NIKE-COURT-VISION', quantity: 1 }]);
  const [, billing] = stack.workers;
  await billing?.stop();
  await judged(client, OrderCancelDocument, { id });

  const handle = order.getHandle(workflowIdOf(id));
  const { runId } = await handle.describe();
  const cancel = async () => {
    await handle.signal(CANCEL_SIGNAL, { requestId: randomUUID(), reason: 'Again' });
    // Decided before the next one is sent, so that each costs what it can cost.
    await handle.query('status');
  };
  for (let length = 0; length <= SPARED + 100; length = (await handle.describe()).historyLength) {
    for (let n = 0; n < 50; n += 1) await cancel();
  }
  const spared = await eventsFrom(handle, SPARED + 20);
  expect(spared.length).toBeGreaterThan(50);
  expect(spared.filter(({ activityTaskScheduledEventAttributes: step }) => step)).toEqual([]);

  // Somebody who asks is answered all the same, and nobody has to wait for the read model when the step has ended.
  const { orderCancel } = await judged(client, OrderCancelDocument, { id });
  expect(orderCancel?.userErrors).toMatchObject([{ code: 'ALREADY_FINAL' }]);
  const closed = watchUntil(client, id, isClosed);
  await billing?.restart();
  expect(await closed).toMatchObject({
    status: 'CANCELLED',
    fulfillments: [{ payment: { status: 'REFUNDED' } }],
  });
  const { status } = await order.getHandle(workflowIdOf(id), runId).describe();
  expect(status.name).toBe('CONTINUED_AS_NEW');
  await connection.close();
});

test.each([
  [1, 60],
  [SPARED / 2, 3_600],
])('a step refused for good after %i timers is tried again after %i seconds', async (timers, seconds) => {
  const { temporalAddress: address, namespace } = await sharedStack();
  const taskQueue = `stubborn-${randomUUID()}`;
  const workerConnection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection: workerConnection,
    namespace,
    taskQueue,
    workflowsPath: fileURLToPath(new URL('./stubborn-workflow.ts', import.meta.url)),
    activities: {
      refuse: async () => {
        throw ApplicationFailure.nonRetryable('The account is closed', 'REFUSED');
      },
    },
  });
  const connection = await Connection.connect({ address });
  await worker.runUntil(async () => {
    const { workflow } = new Client({ connection, namespace });
    const handle = await workflow.start('stubborn', { args: [timers], taskQueue, workflowId: taskQueue });
    const pause = async () => {
      const events = await eventsFrom(handle, 0);
      const failed = events.findIndex((event) => event.activityTaskFailedEventAttributes);
      if (failed < 0) return undefined;
      const timer = events.slice(failed).find((event) => event.timerStartedEventAttributes);
      return Number(timer?.timerStartedEventAttributes?.startToFireTimeout?.seconds);
    };
    await expect.poll(pause).toBe(seconds);
    await handle.terminate();
  });
  await Promise.all([connection.close(), workerConnection.close()]);
});

async function eventsFrom(handle: WorkflowHandle, first: number) {
  const { events } = await handle.fetchHistory();
  return events?.slice(first) ?? [];
}
