import type { WorkerDeploymentOptions } from '@temporalio/worker';
import type { TaskQueue } from '../schema/contract/task-queues.js';

/** Each queue is a deployment of its own, since each team deploys its own. */
export function deploymentOf(queue: TaskQueue): string {
  return `order-management-${queue}`;
}

/** Orders live for days: they go on with whichever build is current. Why is in docs/decisions. */
export function versionOf(queue: TaskQueue, buildId: string): WorkerDeploymentOptions {
  return {
    version: { deploymentName: deploymentOf(queue), buildId },
    useWorkerVersioning: true,
    defaultVersioningBehavior: 'AUTO_UPGRADE',
  };
}
