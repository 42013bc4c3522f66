import type { OrderStats } from './store/read-stats.js';

/** What the GraphQL type `Stats` is resolved from. */
export interface StatsValue extends OrderStats {
  /** ISO 8601. */
  readonly at: string;
  readonly workers: number;
  readonly backlog: number;
  readonly subscribers: number;
}

/** The state of the installation; who asks at the same moment shares one reading. */
export interface StatsSource {
  current(): Promise<StatsValue>;
}
