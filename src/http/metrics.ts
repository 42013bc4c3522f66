import { collectDefaultMetrics } from 'prom-client';
import type { Probes } from '../../runtime/probes/probes.js';
import { sharedReading } from '../../runtime/retry/shared-reading.js';
import type { Feed } from '../feed/feed.js';
import type { ApiMetrics } from '../metrics/api-metrics.js';
import type { OpenOrders } from '../store/read-open-orders.js';
import type { WaitingWebhook } from '../store/read-waiting-webhooks.js';
import { webhookStatuses } from '../store/webhook-status.js';
import type { TaskQueueState } from '../temporal/read-task-queues.js';

interface Measured {
  readonly feed: Pick<Feed, 'counts' | 'isListening'>;
  readonly sockets: { readonly size: number; readonly bufferedBytes: number };
  readonly readTaskQueues: () => Promise<readonly TaskQueueState[]>;
  readonly readOpenOrders: () => Promise<readonly OpenOrders[]>;
  readonly readWaitingWebhooks: () => Promise<readonly WaitingWebhook[]>;
}

/** How long a reading of the database or of Temporal is served, in milliseconds; one that failed is not. */
const FRESH_FOR = 15_000;

/** Serves how things are now, beside what was counted. */
export function serveGauges(metrics: ApiMetrics, { feed, sockets, ...read }: Measured): void {
  metrics.gauge('api_sockets', (gauge) => gauge.set(sockets.size));
  metrics.gauge('api_socket_buffered_bytes', (gauge) => gauge.set(sockets.bufferedBytes));
  metrics.gauge('api_subscriptions', (gauge) => gauge.set(feed.counts().streams));
  metrics.gauge('api_watched_orders', (gauge) => gauge.set(feed.counts().orders));
  metrics.gauge('api_listening', (gauge) => gauge.set(Number(feed.isListening())));
  const readTaskQueues = sharedReading(read.readTaskQueues, FRESH_FOR);
  metrics.gauge('temporal_task_queue_workers', async (gauge) => {
    for (const { name, workers } of await readTaskQueues()) gauge.set({ task_queue: name }, workers.length);
  });
  metrics.gauge('temporal_task_queue_backlog', async (gauge) => {
    for (const { name, backlog } of await readTaskQueues()) gauge.set({ task_queue: name }, backlog);
  });
  const readOpenOrders = sharedReading(read.readOpenOrders, FRESH_FOR);
  metrics.gauge('orders_open', async (gauge) => {
    for (const { status, count } of await readOpenOrders()) gauge.set({ status }, count);
  });
  const readWaitingWebhooks = sharedReading(read.readWaitingWebhooks, FRESH_FOR);
  metrics.gauge('webhooks', async (gauge) => {
    const webhooks = await readWaitingWebhooks();
    for (const status of webhookStatuses)
      gauge.set({ status }, webhooks.filter((webhook) => webhook.status === status).length);
  });
  metrics.gauge('webhook_oldest_undelivered_seconds', async (gauge) => {
    const webhooks = await readWaitingWebhooks();
    gauge.set(Math.max(0, ...webhooks.map(({ oldestSeconds }) => oldestSeconds)));
  });
}

/** The metrics as they are served. What Node itself has is watched from the first time on that somebody asks: an idle process sleeps. */
export function servedMetrics({ registry }: ApiMetrics): NonNullable<Probes['metrics']> {
  let isWatched = false;
  return {
    contentType: registry.contentType,
    metrics() {
      // At the default, 10 ms, looking at the event loop's delay takes most of what an idle process uses.
      if (!isWatched) collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
      isWatched = true;
      return registry.metrics();
    },
  };
}
