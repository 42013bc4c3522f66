import type { PayloadEncryption } from '../../runtime/temporal/payload-encryption.js';
import type { TargetRules } from '../../runtime/webhooks/target.js';
import type { Caller } from '../auth/caller.js';
import type { TrackingKeys } from '../auth/tracking-token.js';
import type { Feed } from '../feed/feed.js';
import type { StatsHistory } from '../feed/stats/stats-history.js';
import type { TokenBuckets } from '../limits/token-buckets.js';
import type { OrderService } from '../orders/order-service.js';
import type { Store } from '../store/database.js';
import type { Loaders } from '../store/loaders.js';
import type { RecentOrders } from '../store/recent-orders.js';
import type { WebhookWorkflows } from '../temporal/webhook-workflows.js';

/** What webhooks need beside the database. */
export interface WebhookServices {
  readonly workflows: WebhookWorkflows;
  /** Seals their secrets. */
  readonly encryption: PayloadEncryption;
  readonly rules: TargetRules;
}

/** How tracking links are made. */
export interface TrackingLinkOptions {
  /** Empty: there are none. */
  readonly keys: TrackingKeys;
  readonly lifetimeSeconds: number;
  /** Limits how often one caller may change the link of one order. */
  readonly rate: Pick<TokenBuckets, 'take'>;
}

/** What resolvers work with: one set per API process. */
export interface Services {
  readonly orders: OrderService;
  readonly feed: Feed;
  readonly stats: Pick<StatsHistory, 'current' | 'read'>;
  readonly database: Store;
  /** Reads by id; reads of the same moment become one query. */
  readonly loaders: Loaders;
  /** The newest states shown of recent orders: a page replaces older rows with them. */
  readonly recentOrders: Pick<RecentOrders, 'newest' | 'newestShipment'>;
  readonly trackingLinks: TrackingLinkOptions;
  readonly webhooks: WebhookServices;
  /** The Temporal web UI's page of an order's workflow; null where no UI is set up. */
  readonly workflowUrl: (orderId: string) => string | null;
}

/** What every resolver gets, over HTTP and WebSocket alike. */
export interface RequestContext extends Services {
  readonly caller: Caller;
}
