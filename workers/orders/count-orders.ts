import type { OrderActivities } from '../../schema/contract/order-activities.js';
import { isFinalOrderStatus, orderStatuses } from '../../schema/domain/order-status.js';
import type { WorkerLog } from '../logger.js';
import type { WorkerMetrics } from '../metrics.js';
import { UnpublishedChanges } from './unpublished-changes.js';

/** The same activities, counting and logging what they do to orders, and timing their publications. */
export function countOrders(
  activities: OrderActivities,
  { counters, histograms, gauges }: WorkerMetrics,
  log: WorkerLog,
): OrderActivities {
  counters.orders_placed_total.add(0);
  for (const status of orderStatuses.filter(isFinalOrderStatus))
    counters.orders_closed_total.add(0, { status });
  const unpublished = new UnpublishedChanges((seconds) =>
    gauges.read_model_oldest_unpublished_seconds.set(seconds),
  );
  return {
    ...activities,
    async reserveItems(request) {
      const result = await activities.reserveItems(request);
      if (result.outcome !== 'ID_TAKEN') counters.orders_placed_total.add(1);
      return result;
    },
    async publishOrder(publication) {
      const { id, status, updatedAt, closedAt } = publication.snapshot;
      unpublished.begin(id, Date.parse(updatedAt));
      await activities.publishOrder(publication);
      unpublished.end(id);
      const seconds = Math.max(0, Date.now() - Date.parse(updatedAt)) / 1_000;
      histograms.read_model_publish_lag_seconds.record(seconds);
      if (closedAt === null) return;
      counters.orders_closed_total.add(1, { status });
      log.info({ orderId: id, status }, 'An order was closed');
    },
  };
}
