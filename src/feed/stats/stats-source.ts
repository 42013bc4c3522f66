import type { OrderStats } from '../../store/read-stats.js';
import type { TaskQueueLoad } from '../../temporal/read-task-queues.js';

/** What the GraphQL type `Stats` is resolved from. */
export interface StatsValue extends OrderStats, TaskQueueLoad {
  /** ISO 8601. */
  readonly at: string;
  readonly subscribers: number;
}

/** The load of the installation. Concurrent callers share one reading. */
export interface StatsSource {
  current(): Promise<StatsValue>;
}

interface StatsSources {
  readOrders(): Promise<OrderStats>;
  readTaskQueues(): Promise<TaskQueueLoad>;
  /** Live subscriptions of this process. */
  subscribers(): number;
}

/** How long (ms) a reading is shared. */
const FRESH_FOR = 500;

/** Reads the stats on request, never twice at once. */
export function createStats(sources: StatsSources): StatsSource {
  let reading: { readonly value: Promise<StatsValue>; freshUntil: number } | null = null;

  async function read(): Promise<StatsValue> {
    const [orders, taskQueues] = await Promise.all([sources.readOrders(), sources.readTaskQueues()]);
    return { at: new Date().toISOString(), ...orders, ...taskQueues, subscribers: sources.subscribers() };
  }

  return {
    current() {
      if (reading && performance.now() <= reading.freshUntil) return reading.value;
      const started = { value: read(), freshUntil: Number.POSITIVE_INFINITY };
      reading = started;
      started.value.then(
        () => {
          started.freshUntil = performance.now() + FRESH_FOR;
        },
        // An error is not shared with later callers.
        () => {
          reading = null;
        },
      );
      return started.value;
    },
  };
}
