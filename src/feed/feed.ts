import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { FraudSettingsRow } from '../store/fraud-settings.js';
import type { AdjustedProduct } from '../store/read-adjusted-products.js';
import type { OrderEventRow } from '../store/read-order-events.js';
import type { ShipmentRecord } from '../store/shipment-record.js';
import type { ListChange, OrderListFilter, ShipmentListFilter } from './lists/list-change.js';
import type { OrderWait } from './orders/order-waiter.js';
import type { StatsValue } from './stats/stats-source.js';
import type { FeedStream, MaySee } from './streams/feed-stream.js';

/** What the feed holds now; all zero when nobody watches or waits. */
export interface FeedCounts {
  /** Streams that are open: live subscriptions. */
  readonly streams: number;
  readonly waits: number;
  /** Orders somebody watches or waits for. */
  readonly orders: number;
  /** Different list filters somebody watches. */
  readonly lists: number;
}

/**
 * The state of orders, pushed: one listening connection to PostgreSQL, one read for each batch of changes, every
 * subscriber of this process. Streams start with the state as it is now, hold while it cannot be had, and skip
 * to the newest when their reader is slow. A stream about something that isn't there, or may not be seen,
 * throws NOT_FOUND.
 */
export interface Feed {
  waitForOrder(orderId: string): OrderWait;
  /** The order now, then after every change; ends when the order is closed. */
  watchOrder(orderId: string, maySee: MaySee<OrderSnapshot>): FeedStream<OrderSnapshot>;
  /**
   * The shipment now, then after every change; ends when its order is closed. Throws NOT_FOUND once it may no longer be
   * seen.
   */
  watchShipment(shipmentId: string, maySee: MaySee<ShipmentRecord>): FeedStream<ShipmentRecord>;
  /** Every timeline event after the sequence, with no gap and none twice; ends after the last of a closed order. */
  watchEvents(orderId: string, after: number, maySee: MaySee<OrderSnapshot>): FeedStream<OrderEventRow>;
  /** RESYNC first and whenever changes were dropped, then the latest state of each order that changed. */
  watchOrders(filter: OrderListFilter): FeedStream<ListChange<OrderSnapshot>>;
  watchShipments(filter: ShipmentListFilter): FeedStream<ListChange<ShipmentRecord>>;
  /** Once a second, one reading for all. */
  watchStats(): FeedStream<StatsValue>;
  /** The fraud settings now, then after every change. */
  watchFraudSettings(): FeedStream<FraudSettingsRow>;
  /** Each product whose stock is adjusted from now on, with its stock after it. */
  watchStock(): FeedStream<AdjustedProduct>;
  counts(): FeedCounts;
  /** Whether changes reach this process at the moment. */
  isListening(): boolean;
  close(): Promise<void>;
}
