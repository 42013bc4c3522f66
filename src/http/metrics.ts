import { collectDefaultMetrics } from 'prom-client';
import type { Feed } from '../feed/feed.js';
import type { ApiMetrics } from '../metrics/api-metrics.js';
import type { OpenOrders } from '../store/read-open-orders.js';
import type { TaskQueueState } from '../temporal/read-task-queues.js';

interface Measured {
  readonly feed: Feed;
  readonly sockets: { readonly size: number; readonly bufferedBytes: number };
  readonly readTaskQueues: () => Promise<readonly TaskQueueState[]>;
  readonly readOpenOrders: () => Promise<readonly OpenOrders[]>;
}

/** How long a reading of the database or of Temporal stands, in milliseconds. */
const STANDS_FOR = 15_000;

/** Serves how things are now, beside what was counted. */
export function serveGauges(metrics: ApiMetrics, { feed, sockets, ...read }: Measured): void {
  // Looked at each 10 ms, which is the default, the event loop's delay costs an idle process most of what it uses.
  collectDefaultMetrics({ register: metrics.registry, eventLoopMonitoringPrecision: 100 });
  metrics.gauge('api_sockets', (gauge) => gauge.set(sockets.size));
  metrics.gauge('api_socket_buffered_bytes', (gauge) => gauge.set(sockets.bufferedBytes));
  metrics.gauge('api_subscriptions', (gauge) => gauge.set(feed.counts().streams));
  metrics.gauge('api_watched_orders', (gauge) => gauge.set(feed.counts().orders));
  metrics.gauge('api_listening', (gauge) => gauge.set(Number(feed.isListening())));
  const readTaskQueues = standing(read.readTaskQueues);
  metrics.gauge('temporal_task_queue_workers', async (gauge) => {
    for (const { name, workers } of await readTaskQueues()) gauge.set({ task_queue: name }, workers.length);
  });
  metrics.gauge('temporal_task_queue_backlog', async (gauge) => {
    for (const { name, backlog } of await readTaskQueues()) gauge.set({ task_queue: name }, backlog);
  });
  const readOpenOrders = standing(read.readOpenOrders);
  metrics.gauge('orders_open', async (gauge) => {
    for (const { status, count } of await readOpenOrders()) gauge.set({ status }, count);
  });
}

/** Reads when asked, unless the last reading still stands; never twice at once. */
function standing<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: { readonly value: Promise<Value>; readonly at: number } | null = null;
  return () => {
    const now = performance.now();
    if (reading === null || now - reading.at > STANDS_FOR) reading = { value: read(), at: now };
    return reading.value;
  };
}
