import { randomUUID } from 'node:crypto';
import type { Publication, ReserveItemsRequest } from '../../schema/contract/order-activities.js';
import type { OrderEvent } from '../../schema/domain/order-event.js';
import type { RequestedItem } from '../../schema/domain/order-input.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { createOrderActivities } from '../../workers/orders/activities.js';
import type { Inventory } from '../../workers/orders/inventory.js';
import { createOrderChangeNotifier } from '../../workers/orders/order-change-notifier.js';
import { createPostgresInventory } from '../../workers/orders/postgres-inventory.js';
import type { ActivityDatabase } from './activity-database.js';

export const AT = '2026-03-01T10:00:00.000Z';

export function orderActivities(
  { database }: ActivityDatabase,
  inventory: Inventory = createPostgresInventory(database),
) {
  return createOrderActivities({
    database,
    inventory,
    notifier: createOrderChangeNotifier(database),
    customerActionSeconds: 60,
  });
}

export function timelineEvent(key: string, type: OrderEvent['type'] = 'OTHER'): OrderEvent {
  return {
    key,
    type,
    at: AT,
    actor: { kind: 'SYSTEM', id: null },
    fulfillmentId: null,
    requestId: null,
    message: `Event ${key}`,
  };
}

/** The first publication of a new order. */
export function placedOrder(
  items: readonly RequestedItem[],
  id = `order-${randomUUID()}`,
  runId = randomUUID(),
): Publication {
  const snapshot: OrderSnapshot = {
    id,
    customerId: 'ada',
    status: 'PENDING',
    revision: 1,
    items: items.map((item) => ({ ...item, name: null, unitPrice: null })),
    fulfillments: [],
    deliveryAddress: null,
    placedAt: AT,
    updatedAt: AT,
    closedAt: null,
    actionDeadline: null,
    cancellation: null,
    requests: [],
  };
  return { runId, snapshot, events: [timelineEvent('placed', 'ORDER_PLACED')] };
}

export function reservationOf(placed: Publication): ReserveItemsRequest {
  return { placed };
}

/** A later publication of the same order. */
export function republished(
  { runId, snapshot }: Publication,
  changes: Partial<OrderSnapshot>,
  events: readonly OrderEvent[] = [],
): Publication {
  return { runId, snapshot: { ...snapshot, revision: snapshot.revision + 1, ...changes }, events };
}
