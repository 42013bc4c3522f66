import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { Feed } from '../feed/feed.js';
import type { OrderRequests } from '../limits/order-requests.js';
import type { Catalogue } from '../store/catalogue.js';
import type { RecentOrders } from '../store/recent-orders.js';
import type { OrderWorkflows } from '../temporal/order-workflows.js';

/** What the order service depends on. */
export interface OrderSources {
  readonly workflows: OrderWorkflows;
  /** The order's row in the read model; null when it has none. */
  readonly readOrder: (orderId: string) => Promise<OrderSnapshot | null>;
  /** Whether an order has the id, or had it before it was archived. */
  readonly isIdClaimed: (orderId: string) => Promise<boolean>;
  readonly catalogue: Pick<Catalogue, 'unknownSkus'>;
  readonly recentOrders: Pick<RecentOrders, 'remember' | 'find'>;
  readonly feed: Pick<Feed, 'waitForOrder'>;
  /** Limits how often requests are sent to one order. */
  readonly requestLimit: Pick<OrderRequests, 'take'>;
}
