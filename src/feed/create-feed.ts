import { startListener } from '../../runtime/database/listener.js';
import { reasonOf } from '../../runtime/errors/reason-of.js';
import { ORDER_CHANGES_CHANNEL } from '../../schema/contract/order-changes.js';
import { NO_ORDER_ID, orderIdOfShipment } from '../../schema/domain/ids.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { idProblem } from '../../schema/domain/text.js';
import type { Log } from '../errors/log.js';
import type { ApiMetrics } from '../metrics/api-metrics.js';
import { announcementChannels } from '../store/announcements.js';
import type { Store } from '../store/database.js';
import { readFraudSettings } from '../store/fraud-settings.js';
import type { AdjustedProduct } from '../store/read-adjusted-products.js';
import { readAdjustedProducts, readAdjustedSkus } from '../store/read-adjusted-products.js';
import { readOrderEvents } from '../store/read-order-events.js';
import type { WebhookRow } from '../store/read-webhooks.js';
import { readWebhookIds, readWebhooks } from '../store/read-webhooks.js';
import type { RecentOrders } from '../store/recent-orders.js';
import type { ShipmentRecord } from '../store/shipment-record.js';
import type { OrderWorkflows } from '../temporal/order-workflows.js';
import type { Feed, FeedCounts } from './feed.js';
import { ListHub } from './lists/list-hub.js';
import { ListStream } from './lists/list-stream.js';
import { ChangedHub, ChangedStream } from './managers/changed-hub.js';
import { FraudSettingsHub, FraudSettingsStream } from './managers/fraud-settings-hub.js';
import { EventStream } from './orders/event-stream.js';
import type { OrderFollower } from './orders/order-entry.js';
import { OrderHub } from './orders/order-hub.js';
import { OrderStream, recordsOf, ShipmentStream } from './orders/order-stream.js';
import { OrderWaiter } from './orders/order-waiter.js';
import { parseChanges } from './orders/parse-changes.js';
import { readChangedOrders } from './orders/read-changed-orders.js';
import { visibleFollower } from './orders/visible-follower.js';
import type { StatsSource, StatsValue } from './stats/stats-source.js';
import { StatsTicker } from './stats/stats-ticker.js';
import type { MaySee } from './streams/feed-stream.js';
import { LatestStream } from './streams/latest-stream.js';
import type { OnDrop } from './streams/push-stream.js';

export interface FeedOptions {
  readonly databaseUrl: string;
  readonly database: Store;
  readonly workflows: Pick<OrderWorkflows, 'status'>;
  readonly recentOrders: Pick<RecentOrders, 'remember' | 'find'>;
  readonly stats: StatsSource;
  readonly metrics: ApiMetrics;
  readonly log: Log;
}

/** Starts the feed, which connects as soon as PostgreSQL can be reached. */
export function createFeed(options: FeedOptions): Feed {
  const { databaseUrl, database, workflows, recentOrders, stats, metrics, log } = options;
  const drops = metrics.counters.api_drops_total;
  const onDrop: OnDrop = (what) => drops.inc({ what });
  const live = { streams: 0, waits: 0 };
  const lists = new ListHub();
  const hub = new OrderHub({
    read: (wanted) => readChangedOrders(database, wanted),
    workflows,
    recentOrders,
    lists,
    log,
  });
  const ticker = new StatsTicker(stats);
  const fraudSettings = new FraudSettingsHub(() => readFraudSettings(database), log);
  const stock = new ChangedHub<AdjustedProduct>(
    {
      name: 'the stock',
      keyOf: ({ sku }) => sku,
      read: (skus) => readAdjustedProducts(database, skus),
      readChanged: (milliseconds) => readAdjustedSkus(database, milliseconds),
    },
    log,
  );
  const webhooks = new ChangedHub<WebhookRow>(
    {
      name: 'the webhooks',
      keyOf: ({ id }) => id,
      read: (ids) => readWebhooks(database, ids),
      // There are few.
      readChanged: () => readWebhookIds(database),
    },
    log,
  );
  const lag = metrics.histograms.read_model_notify_lag_seconds;
  const listener = startListener({
    databaseUrl,
    applicationName: 'order-api feed',
    channels: {
      [ORDER_CHANGES_CHANNEL]: (payload) => {
        const changes = parseChanges(payload, log);
        const sentAt = changes[0]?.sentAt;
        if (sentAt !== undefined) lag.observe(Math.max(0, Date.now() - sentAt) / 1_000);
        hub.announce(changes);
      },
      [announcementChannels.fraudSettings]: () => fraudSettings.refresh(),
      [announcementChannels.stock]: (sku) => stock.announce(sku),
      [announcementChannels.webhooks]: (id) => webhooks.announce(id),
    },
    onLost: (error) => log.warn({ reason: reasonOf(error) }, 'The feed lost its connection to PostgreSQL'),
    onListening: (heardAt, failures) => {
      if (failures > 0) log.info({ failures }, 'The feed listens again');
      hub.resync();
      fraudSettings.refresh();
      stock.resync(heardAt);
      webhooks.resync(heardAt);
    },
  });

  /** Counts a stream or a wait while it is attached. */
  function counted(kind: keyof typeof live, detach: () => void): () => void {
    live[kind] += 1;
    return () => {
      live[kind] -= 1;
      detach();
    };
  }

  /** Follows an order by an id from a caller. An invalid id is not found without a read. */
  function follow(
    orderId: string | null,
    follower: OrderFollower,
    maySee: MaySee<OrderSnapshot>,
  ): () => void {
    if (orderId === null || idProblem(orderId) !== null) {
      follower.notFound();
      return () => {};
    }
    const visible = visibleFollower(follower, maySee, () => {
      leave();
      leave = hub.follow(NO_ORDER_ID, follower);
    });
    let leave = hub.follow(orderId, visible);
    return () => leave();
  }

  return {
    waitForOrder(orderId) {
      return new OrderWaiter((waiter) => counted('waits', hub.follow(orderId, waiter)));
    },
    watchOrder(orderId, maySee) {
      return new OrderStream((stream) => counted('streams', follow(orderId, stream, maySee)), onDrop);
    },
    watchShipment(shipmentId, maySee) {
      const orderId = orderIdOfShipment(shipmentId);
      const maySeeIn = (order: OrderSnapshot) =>
        recordsOf(order).some((record) => record.id === shipmentId && maySee(record));
      return new ShipmentStream(
        (stream) => counted('streams', follow(orderId, stream, maySeeIn)),
        shipmentId,
        maySee,
        onDrop,
      );
    },
    watchEvents(orderId, after, maySee) {
      const source = {
        attach: (stream: EventStream) => counted('streams', follow(orderId, stream, maySee)),
        readPage: (sequence: number, limit: number) =>
          readOrderEvents(database, orderId, { after: sequence, limit }),
        tail: (base: number) => hub.tailOf(orderId, base),
        log,
      };
      return new EventStream(source, after);
    },
    watchOrders(filter) {
      const stream: ListStream<OrderSnapshot> = new ListStream(
        () => counted('streams', lists.followOrders(filter, stream)),
        onDrop,
      );
      return stream;
    },
    watchShipments(filter) {
      const stream: ListStream<ShipmentRecord> = new ListStream(
        () => counted('streams', lists.followShipments(filter, stream)),
        onDrop,
      );
      return stream;
    },
    watchStats() {
      const stream: LatestStream<StatsValue> = new LatestStream(
        () => counted('streams', ticker.follow(stream)),
        onDrop,
      );
      return stream;
    },
    watchFraudSettings() {
      const stream: FraudSettingsStream = new FraudSettingsStream(
        () => counted('streams', fraudSettings.follow(stream)),
        onDrop,
      );
      return stream;
    },
    watchStock() {
      const stream: ChangedStream<AdjustedProduct> = new ChangedStream(() =>
        counted('streams', stock.follow(stream)),
      );
      return stream;
    },
    watchWebhooks() {
      const stream: ChangedStream<WebhookRow> = new ChangedStream(() =>
        counted('streams', webhooks.follow(stream)),
      );
      return stream;
    },
    counts(): FeedCounts {
      return { ...live, orders: hub.size, lists: lists.size };
    },
    isListening: () => listener.isListening(),
    async close() {
      hub.close();
      ticker.close();
      fraudSettings.close();
      stock.close();
      webhooks.close();
      await listener.close();
    },
  };
}
