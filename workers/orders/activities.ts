import type { OrderActivities } from '../../schema/contract/order-activities.js';
import { publishOrder } from './publish-order.js';
import type { ReservationDependencies } from './reserve-items.js';
import { reserveItems } from './reserve-items.js';

/** The activities of the `orders` task queue. */
export function createOrderActivities(dependencies: ReservationDependencies): OrderActivities {
  const { database, inventory, notifier } = dependencies;
  return {
    reserveItems: (request) => reserveItems(dependencies, request),
    releaseItems: (request) => inventory.release(request),
    publishOrder: (publication) => publishOrder(database, notifier, publication),
  };
}
