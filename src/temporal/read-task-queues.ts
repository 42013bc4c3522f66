import type { Client } from '@temporalio/client';
import type { TaskQueue } from '../../schema/contract/task-queues.js';
import { taskQueues } from '../../schema/contract/task-queues.js';

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

/** One task queue: who polls it, and how many tasks wait. */
export interface TaskQueueState {
  readonly name: TaskQueue;
  /** The identities of its live workers. */
  readonly workers: readonly string[];
  readonly backlog: number;
}

/** The task queues as the Temporal Service has them; workflow and activity tasks of a queue together. */
export async function readTaskQueues(client: Client): Promise<readonly TaskQueueState[]> {
  const states = await Promise.all(queues.map((queue) => describe(client, queue)));
  return taskQueues.map((name) => {
    const ofQueue = states.filter((state) => state.name === name);
    return { name, workers: [...identitiesOf(ofQueue)], backlog: backlogOf(ofQueue) };
  });
}

/** Live workers and waiting tasks, over all task queues. */
export function loadOf(states: readonly TaskQueueState[]): TaskQueueLoad {
  return { workers: identitiesOf(states).size, backlog: backlogOf(states) };
}

function identitiesOf(states: readonly TaskQueueState[]): ReadonlySet<string> {
  return new Set(states.flatMap(({ workers }) => workers));
}

function backlogOf(states: readonly TaskQueueState[]): number {
  return states.reduce((sum, { backlog }) => sum + backlog, 0);
}

async function describe(client: Client, queue: (typeof queues)[number]): Promise<TaskQueueState> {
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
    name: queue.name,
    workers: live.map(({ identity }) => identity ?? ''),
    backlog: Number(stats?.approximateBacklogCount ?? 0),
  };
}
