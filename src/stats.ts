import type { OrderStats } from './store/read-stats.js';
import type { TaskQueueLoad } from './temporal/read-task-queues.js';

/** What the GraphQL type `Stats` is resolved from. */
export interface StatsValue extends OrderStats, TaskQueueLoad {
  /** ISO 8601. */
  readonly at: string;
  readonly subscribers: number;
}

/** The state of the installation; who asks at the same moment shares one reading. */
export interface StatsSource {
  current(): Promise<StatsValue>;
}

interface StatsSources {
  readOrders(): Promise<OrderStats>;
  readTaskQueues(): Promise<TaskQueueLoad>;
  /** Live subscriptions of this process. */
  subscribers(): number;
}

/** A reading is shared by all who ask within this time. */
const FRESH_FOR = 500;

/** Reads the stats when they are asked for, never twice at once. */
export function createStats(sources: StatsSources): StatsSource {
  let reading: { readonly since: number; readonly value: Promise<StatsValue> } | null = null;

  async function read(): Promise<StatsValue> {
    const [orders, taskQueues] = await Promise.all([sources.readOrders(), sources.readTaskQueues()]);
    return { at: new Date().toISOString(), ...orders, ...taskQueues, subscribers: sources.subscribers() };
  }

  return {
    current() {
      const now = performance.now();
      if (!reading || now - reading.since > FRESH_FOR) {
        reading = { since: now, value: read() };
        // A fault is not shared with those who ask later.
        reading.value.catch(() => {
          reading = null;
        });
      }
      return reading.value;
    },
  };
}
