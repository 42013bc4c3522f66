import { Client, Connection } from '@temporalio/client';
import { expect, test } from 'vitest';
import { AMEND_SIGNAL, STATUS_QUERY } from '../../schema/contract/order-workflow.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { ApiClient } from '../client/api-client.js';
import { deliverOnceBooked, place, watchUntil } from '../client/orders.js';
import { PATIENCE } from '../patience.js';
import { startStack } from '../stack/stack.js';

/** Enough queries that the task hardly ever comes after all of them. */
const QUERIES = 16;

// The SDK keeps the run that it replayed for a query, with the events of a task that nobody has completed.
test('an order goes on when a query was answered in the middle of a task that then failed', async () => {
  await using stack = await startStack({ workers: ['orders', 'billing', 'shipments'] });
  await using client = new ApiClient(stack.addresses);
  const { namespace, temporalAddress } = stack.addresses;
  const connection = await Connection.connect({ address: temporalAddress });
  const temporal = new Client({ connection, namespace });
  const [orders, billing] = stack.workers;
  const patiently = <Value>(call: () => Promise<Value>) =>
    connection.withDeadline(Date.now() + PATIENCE, call);

  /**
   * Makes an order whose charge is under way and whose workflow task this test holds; `wasAnswered`: a worker answered
   * a query meanwhile.
   */
  const askInTask = async () => {
    await orders?.restart();
    const { id } = await place(client, [{ sku: 'NIKE-COURT-VISION', quantity: 1 }]);
    await watchUntil(client, id, ({ status }) => status === 'PROCESSING');
    const handle = temporal.workflow.getHandle(workflowIdOf(id));
    const waitsFor = async () => {
      const { pendingWorkflowTask, pendingActivities } = (await handle.describe()).raw;
      return { task: pendingWorkflowTask != null, steps: pendingActivities?.length };
    };
    await expect.poll(waitsFor).toEqual({ task: false, steps: 1 });
    await orders?.stop();
    await temporal.workflowService.resetStickyTaskQueue({
      namespace,
      execution: { workflowId: workflowIdOf(id) },
    });
    // They wait for a worker; the signal's task is somewhere among them.
    const answers = Array.from({ length: QUERIES }, () => patiently(() => handle.query(STATUS_QUERY)));
    const wasAnswered = Promise.any(answers).then(
      () => true,
      () => false,
    );
    await handle.describe();
    await handle.signal(AMEND_SIGNAL, {});
    for (;;) {
      const { query, taskToken } = await patiently(() =>
        temporal.workflowService.pollWorkflowTaskQueue({ namespace, taskQueue: { name: 'orders' } }),
      );
      if (query) continue;
      await orders?.restart();
      const isHeld = taskToken.length > 0;
      return { id, taskToken, wasAnswered: (await wasAnswered) && isHeld, waitsFor };
    }
  };

  await billing?.stop();
  let asked = await askInTask();
  while (!asked.wasAnswered) asked = await askInTask();
  const { id, taskToken, waitsFor } = asked;
  await billing?.restart();
  await expect.poll(waitsFor).toEqual({ task: true, steps: 0 });
  await temporal.workflowService.respondWorkflowTaskFailed({ namespace, taskToken });
  await watchUntil(client, id, ({ fulfillments }) => fulfillments[0]?.payment?.status === 'CHARGED');

  // Another worker has to replay the resulting history.
  await orders?.kill();
  await orders?.restart();
  expect(await deliverOnceBooked(client, id)).toMatchObject({ status: 'COMPLETED' });
  await connection.close();
});
