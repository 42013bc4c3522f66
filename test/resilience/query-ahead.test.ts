import { status as grpcStatus } from '@grpc/grpc-js';
import { Client, Connection, isGrpcServiceError } from '@temporalio/client';
import { expect, test } from 'vitest';
import { AMEND_SIGNAL, STATUS_QUERY } from '../../schema/contract/order-workflow.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { ApiClient } from '../client/api-client.js';
import { deliverOnceBooked, place, watchUntil } from '../client/orders.js';
import { PATIENCE } from '../patience.js';
import { startStack } from '../stack/stack.js';

/** Enough queries that the task hardly ever comes after all of them. */
const QUERIES = 64;

/** A held task times out after ten seconds: an answer that comes later is of no use. */
const TASK_TIMEOUT = 10_000;

/** `TASK_QUEUE_TYPE_WORKFLOW` of Temporal's protocol. */
const WORKFLOW_TASKS = 1;

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
   * Pauses the charge of an order, and holds a workflow task of it while a worker answers a query; then the charge goes on, and the
   * task fails. False when the chance was missed: no query was left for the worker, or the task timed out.
   */
  const failAskedTask = async (id: string): Promise<boolean> => {
    await watchUntil(client, id, ({ status }) => status === 'PROCESSING');
    const handle = temporal.workflow.getHandle(workflowIdOf(id));
    const execution = { workflowId: workflowIdOf(id) };
    const pending = async () => {
      const { pendingWorkflowTask, pendingActivities } = (await handle.describe()).raw;
      return { task: pendingWorkflowTask != null, steps: pendingActivities ?? [] };
    };
    await expect
      .poll(pending)
      .toMatchObject({ task: false, steps: [{ activityType: { name: 'chargeFulfillment' } }] });
    const charge = { namespace, execution, id: (await pending()).steps[0]?.activityId ?? null };
    await temporal.workflowService.pauseActivity(charge);
    await Promise.all([billing?.restart(), orders?.stop()]);
    await temporal.workflowService.resetStickyTaskQueue({ namespace, execution });
    // They wait for a worker. The signal's task is somewhere among them, once it is in the backlog.
    const answers = Array.from({ length: QUERIES }, () =>
      connection.withDeadline(Date.now() + TASK_TIMEOUT, () => handle.query(STATUS_QUERY)),
    );
    const isAnswered = Promise.any(answers).then(
      () => true,
      () => false,
    );
    await handle.describe();
    await handle.signal(AMEND_SIGNAL, {});
    await expect.poll(tasksInBacklog).toBeGreaterThan(0);
    const taskToken = await taskAfterFewerThan(QUERIES, execution);
    if (taskToken === undefined) return false;
    await orders?.restart();
    if (!(await isAnswered)) return false;
    await temporal.workflowService.unpauseActivity(charge);
    await expect.poll(async () => (await pending()).steps).toEqual([]);
    try {
      await temporal.workflowService.respondWorkflowTaskFailed({ namespace, taskToken });
    } catch (error) {
      if (isGrpcServiceError(error) && error.code === grpcStatus.NOT_FOUND) return false;
      throw error;
    }
    return true;
  };

  const tasksInBacklog = async () => {
    const { stats } = await temporal.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: 'orders' },
      taskQueueType: WORKFLOW_TASKS,
      reportStats: true,
    });
    return Number(stats?.approximateBacklogCount ?? 0);
  };

  /** The workflow task of this order, unless so many queries come first: then no worker has any to answer. */
  const taskAfterFewerThan = async (queries: number, { workflowId }: { readonly workflowId: string }) => {
    for (let taken = 0; taken < queries; ) {
      const { query, taskToken, workflowExecution } = await patiently(() =>
        temporal.workflowService.pollWorkflowTaskQueue({ namespace, taskQueue: { name: 'orders' } }),
      );
      if (query) taken++;
      else if (workflowExecution?.workflowId === workflowId) return taskToken;
    }
    return;
  };

  const orderWhoseAskedTaskFailed = async () => {
    for (;;) {
      await Promise.all([billing?.stop(), orders?.restart()]);
      const { id } = await place(client, [{ sku: 'NIKE-COURT-VISION', quantity: 1 }]);
      if (await failAskedTask(id)) return id;
      // Otherwise its tasks would be among those of the next order.
      await temporal.workflow.getHandle(workflowIdOf(id)).terminate();
    }
  };

  const id = await orderWhoseAskedTaskFailed();
  await watchUntil(client, id, ({ fulfillments }) => fulfillments[0]?.payment?.status === 'CHARGED');

  // Another worker has to replay the resulting history.
  await orders?.kill();
  await orders?.restart();
  expect(await deliverOnceBooked(client, id)).toMatchObject({ status: 'COMPLETED' });
  await connection.close();
});
