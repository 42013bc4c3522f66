import type { WorkerDeploymentOptions } from '@temporalio/worker';
import type { TaskQueue } from '../schema/contract/task-queues.js';

/** Each queue is a separate deployment, since each team deploys its own. */
export function deploymentOf(queue: TaskQueue): string {
  return `order-management-${queue}`;
}

/** Orders live for days, and continue on whichever build is current: see docs/decisions/0014. */
export function versionOf(queue: TaskQueue, buildId: string): WorkerDeploymentOptions {
  return {
    version: { deploymentName: deploymentOf(queue), buildId },
    useWorkerVersioning: true,
    defaultVersioningBehavior: 'AUTO_UPGRADE',
  };
}
