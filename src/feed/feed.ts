import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { FraudSettingsRow } from '../store/fraud-settings.js';
import type { AdjustedProduct } from '../store/read-adjusted-products.js';
import type { OrderEventRow } from '../store/read-order-events.js';
import type { WebhookRow } from '../store/read-webhooks.js';
import type { ShipmentRecord } from '../store/shipment-record.js';
import type { ListChange, OrderListFilter, ShipmentListFilter } from './lists/list-change.js';
import type { OrderWaiter } from './orders/order-waiter.js';
import type { StatsValue } from './stats/stats-source.js';
import type { FeedStream, MaySee } from './streams/feed-stream.js';

/** The load of the feed; all zero when nobody watches or waits. */
export interface FeedCounts {
  /** Open subscriptions. */
  readonly streams: number;
  readonly waits: number;
  /** Orders that somebody watches or waits for. */
  readonly orders: number;
  /** Distinct lists that somebody watches. */
  readonly lists: number;
}

/**
 * Pushes the state of orders: one listening connection to PostgreSQL, and one read per batch of changes for all subscribers
 * of this process. A stream starts with the present state, waits while that cannot be read, and skips to the newest when its
 * reader is slow. It throws NOT_FOUND when its object does not exist or may not be seen.
 */
export interface Feed {
  waitForOrder(orderId: string): OrderWaiter;
  /** The order now, then after every change; ends when the order is closed. */
  watchOrder(orderId: string, maySee: MaySee<OrderSnapshot>): FeedStream<OrderSnapshot>;
  /**
   * The shipment now, then after every change; ends when its order is closed. Throws NOT_FOUND once it may no longer be
   * seen.
   */
  watchShipment(shipmentId: string, maySee: MaySee<ShipmentRecord>): FeedStream<ShipmentRecord>;
  /** Every timeline event after the sequence, without gaps or duplicates; ends after the last of a closed order. */
  watchEvents(orderId: string, after: number, maySee: MaySee<OrderSnapshot>): FeedStream<OrderEventRow>;
  /** RESYNC first and whenever changes were dropped, then the latest state of each order that changed. */
  watchOrders(filter: OrderListFilter): FeedStream<ListChange<OrderSnapshot>>;
  watchShipments(filter: ShipmentListFilter): FeedStream<ListChange<ShipmentRecord>>;
  /** Once a second, one reading for all. */
  watchStats(): FeedStream<StatsValue>;
  /** The fraud settings now, then after every change. */
  watchFraudSettings(): FeedStream<FraudSettingsRow>;
  /** Each product whose stock is adjusted from now on, with its new stock. */
  watchStock(): FeedStream<AdjustedProduct>;
  /** Each webhook that a manager changes or that fails or recovers from now on, as it is then. */
  watchWebhooks(): FeedStream<WebhookRow>;
  counts(): FeedCounts;
  /** Whether changes reach this process now. */
  isListening(): boolean;
  close(): Promise<void>;
}
