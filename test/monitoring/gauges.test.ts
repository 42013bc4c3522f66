import { expect, test } from 'vitest';
import { serveGauges } from '../../src/http/metrics.js';
import { ApiMetrics } from '../../src/metrics/api-metrics.js';

/** Fails the first time, and counts how often it was read. */
function failingOnce<Value>(value: Value) {
  const reading = { times: 0 };
  const read = async () => {
    reading.times += 1;
    if (reading.times === 1) throw new Error('out of reach');
    return value;
  };
  return { reading, read };
}

test('a reading that failed is tried again at the next scrape, and one that succeeded is served for a while', async () => {
  const metrics = new ApiMetrics();
  const taskQueues = failingOnce([{ name: 'orders', backlog: 7, workers: [] } as const]);
  const openOrders = failingOnce([{ status: 'PENDING', count: 3 } as const]);
  const webhooks = failingOnce([]);
  serveGauges(metrics, {
    feed: { counts: () => ({ streams: 0, waits: 0, orders: 0, lists: 0 }), isListening: () => true },
    sockets: { size: 0, bufferedBytes: 0 },
    readTaskQueues: taskQueues.read,
    readOpenOrders: openOrders.read,
    readWaitingWebhooks: webhooks.read,
  });
  const samples = [
    'temporal_task_queue_backlog{task_queue="orders"} 7',
    'orders_open{status="PENDING"} 3',
    'webhook_oldest_undelivered_seconds 0',
  ];
  const scraped = await metrics.registry.metrics();
  for (const sample of samples) expect(scraped).not.toContain(sample);
  for (const _ of ['second', 'third']) {
    const again = await metrics.registry.metrics();
    for (const sample of samples) expect(again).toContain(sample);
  }
  for (const { reading } of [taskQueues, openOrders, webhooks]) expect(reading.times).toBe(2);
});
