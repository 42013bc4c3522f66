import type { Caller } from '../auth/caller.js';
import type { Feed } from '../feed/feed.js';
import type { StatsSource } from '../feed/stats/stats-source.js';
import type { OrderService } from '../orders/order-service.js';
import type { Store } from '../store/database.js';
import type { Loaders } from '../store/loaders.js';
import type { RecentOrders } from '../store/recent-orders.js';

/** What resolvers work with, one set an API process. */
export interface Services {
  /** Places orders, finds them, and asks them for things. */
  readonly orders: OrderService;
  /** What changed, pushed. */
  readonly feed: Feed;
  readonly stats: StatsSource;
  readonly database: Store;
  /** Reads by id, put together with those that come at the same time. */
  readonly loaders: Loaders;
  /** What was shown of orders lately: pages of rows give way to what is newer. */
  readonly recentOrders: Pick<RecentOrders, 'newest' | 'newestShipment'>;
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
