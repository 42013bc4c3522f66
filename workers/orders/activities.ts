import type { OrderActivities } from '../../schema/contract/order-activities.js';
import type { Database } from '../database.js';
import type { Inventory } from './inventory.js';
import type { OrderChangeNotifier } from './order-change-notifier.js';
import { publishOrder } from './publish-order.js';
import { reserveItems } from './reserve-items.js';

export interface OrderActivityDependencies {
  readonly database: Database;
  readonly inventory: Inventory;
  readonly notifier: OrderChangeNotifier;
  /** How long a customer has to decide about unavailable items. */
  readonly customerActionSeconds: number;
}

/** The activities of the `orders` task queue. */
export function createOrderActivities(dependencies: OrderActivityDependencies): OrderActivities {
  const { database, inventory, notifier } = dependencies;
  return {
    reserveItems: (request) => reserveItems(dependencies, request),
    releaseItems: (request) => inventory.release(request),
    publishOrder: (publication) => publishOrder(database, notifier, publication),
  };
}
