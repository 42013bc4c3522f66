import { sharedReading } from '../../../runtime/retry/shared-reading.js';
import type { OperationStats } from '../../metrics/recent-operations.js';
import type { OrderStats } from '../../store/read-stats.js';
import type { TaskQueueLoad } from '../../temporal/read-task-queues.js';
import { patientReading } from './patient-reading.js';

/** What the GraphQL type `Stats` is resolved from. */
export interface StatsValue extends OrderStats, TaskQueueLoad, OperationStats {
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
  /** What operations of this process took lately. */
  operations(): OperationStats;
  /** Live subscriptions of this process. */
  subscribers(): number;
}

/** How long (ms) a reading is shared. */
const FRESH_FOR = 500;

/** Reads the stats on request, never twice at once. */
export function createStats(sources: StatsSources): StatsSource {
  const readOrders = patientReading(sources.readOrders);
  const readTaskQueues = patientReading(sources.readTaskQueues);

  async function read(): Promise<StatsValue> {
    const [orders, taskQueues] = await Promise.all([readOrders(), readTaskQueues()]);
    const at = new Date().toISOString();
    return { at, ...orders, ...taskQueues, ...sources.operations(), subscribers: sources.subscribers() };
  }

  return { current: sharedReading(read, FRESH_FOR) };
}
