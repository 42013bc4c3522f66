import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { PATIENCE } from '../patience.js';

/** Registers a new namespace for a stack and waits until every part of the Temporal Service knows it. */
export async function createNamespace(address: string): Promise<string> {
  const namespace = `test-${randomUUID()}`;
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs('1 day'),
    });
    const deadline = Date.now() + PATIENCE;
    while (!(await isUsable(connection, namespace))) {
      if (Date.now() > deadline) throw new Error(`the namespace ${namespace} does not become usable`);
      await sleep(100);
    }
  } finally {
    await connection.close();
  }
  return namespace;
}

/**
 * Checks both parts of the Temporal Service, for workflows and for task queues: each caches its own list of namespaces.
 */
async function isUsable(connection: Connection, namespace: string): Promise<boolean> {
  const { workflowService } = connection;
  try {
    await workflowService.describeTaskQueue({ namespace, taskQueue: { name: 'orders' } });
  } catch {
    return false;
  }
  try {
    await workflowService.describeWorkflowExecution({ namespace, execution: { workflowId: 'none' } });
    return true;
  } catch (error) {
    return (error as Error).message.includes('workflow');
  }
}
