import type { Client } from '@temporalio/client';
import { taskQueues } from '../../schema/contract/task-queues.js';
import { isTemporalOutage, temporalUnavailable } from './outage.js';

/** The load of the workers, as the Temporal Service reports it. */
export interface TaskQueueLoad {
  readonly workers: number;
  readonly backlog: number;
}

/** Temporal's numbers for the types of task queues. */
const WORKFLOW = 1;
const ACTIVITY = 2;

/** A poll lasts up to a minute, but the Temporal Service lists dead workers for five. */
const LIVE_FOR = 66_000;

/** Only the orders queue has workflow tasks. */
const queues = [
  { name: 'orders', type: WORKFLOW },
  ...taskQueues.map((name) => ({ name, type: ACTIVITY })),
] as const;

/** Live workers and waiting tasks, over all task queues. */
export async function readTaskQueues(client: Client): Promise<TaskQueueLoad> {
  try {
    const answers = await Promise.all(queues.map((queue) => describe(client, queue)));
    const identities = new Set(answers.flatMap(({ identities }) => identities));
    return { workers: identities.size, backlog: answers.reduce((sum, { backlog }) => sum + backlog, 0) };
  } catch (error) {
    throw isTemporalOutage(error) ? temporalUnavailable(error) : error;
  }
}

async function describe(client: Client, queue: (typeof queues)[number]) {
  const { workflowService, options } = client.workflow;
  const { pollers, stats } = await workflowService.describeTaskQueue({
    namespace: options.namespace,
    taskQueue: { name: queue.name },
    taskQueueType: queue.type,
    reportStats: true,
  });
  const oldest = Date.now() - LIVE_FOR;
  const live = (pollers ?? []).filter(
    ({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 > oldest,
  );
  return {
    identities: live.map(({ identity }) => identity ?? ''),
    backlog: Number(stats?.approximateBacklogCount ?? 0),
  };
}
