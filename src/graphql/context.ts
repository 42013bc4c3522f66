import type { Caller } from '../auth/caller.js';
import type { Feed } from '../feed/feed.js';
import type { StatsSource } from '../feed/stats/stats-source.js';
import type { RequestLimit } from '../limits/request-limit.js';
import type { Store } from '../store/database.js';
import type { OrderWorkflows } from '../temporal/order-workflows.js';
import type { Loaders } from './loaders.js';

/** What resolvers work with, one set an API process. */
export interface Services {
  readonly database: Store;
  /** Starts, signals and queries of order workflows. */
  readonly workflows: OrderWorkflows;
  /** What changed, pushed. */
  readonly feed: Feed;
  readonly stats: StatsSource;
  /** Reads by id, put together with those that come at the same time. */
  readonly loaders: Loaders;
  /** Holds back a client that asks one order too often. */
  readonly requestLimit: RequestLimit;
  /** The Temporal web UI's page of an order's workflow; null where no UI is set up. */
  readonly workflowUrl: (orderId: string) => string | null;
}

/** What every resolver gets: the services, and who asks. The same over HTTP and WebSocket. */
export interface RequestContext extends Services {
  readonly caller: Caller;
}

/** The context of one request, or of one socket. */
export function createContext(services: Services, caller: Caller): RequestContext {
  return { ...services, caller };
}
