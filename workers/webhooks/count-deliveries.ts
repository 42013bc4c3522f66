import type { WorkerMetrics } from '../metrics.js';
import type { WrittenEvent } from './message.js';

/** Called after each attempt to deliver an event. */
export type CountDelivery = (event: WrittenEvent, isDelivered: boolean) => void;

/** Counts deliveries by their outcome, and times those that were accepted. */
export function deliveryCounter({ counters, histograms }: WorkerMetrics, now: () => Date): CountDelivery {
  for (const outcome of ['delivered', 'failed']) counters.webhook_deliveries_total.add(0, { outcome });
  return ({ at }, isDelivered) => {
    counters.webhook_deliveries_total.add(1, { outcome: isDelivered ? 'delivered' : 'failed' });
    if (!isDelivered) return;
    const seconds = Math.max(0, now().getTime() - at.getTime()) / 1_000;
    histograms.webhook_delivery_lag_seconds.record(seconds);
  };
}
