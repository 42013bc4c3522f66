import type { OrderInput } from './order-input.js';
import type { OrderSnapshot } from './order-snapshot.js';

/** The revision of an order that was placed and nothing more. */
export const PLACED_REVISION = 1;

/**
 * An order as it is when it was just placed: the workflow begins with it, and the API answers with it,
 * since the start of the workflow is all that has to succeed.
 */
export function placedOrder(input: OrderInput, placedAt: string): OrderSnapshot {
  return {
    id: input.id,
    customerId: input.customerId,
    status: 'PENDING',
    revision: PLACED_REVISION,
    items: input.items.map(({ sku, quantity }) => ({ sku, quantity, name: null, unitPrice: null })),
    fulfillments: [],
    deliveryAddress: input.deliveryAddress,
    placedAt,
    updatedAt: placedAt,
    closedAt: null,
    actionDeadline: null,
    cancellation: null,
    requests: [],
  };
}

/** What identifies an order beside its id: the same id with another of these is another order. */
export function orderPayload(input: Pick<OrderInput, 'customerId' | 'items' | 'deliveryAddress'>): unknown {
  return {
    customerId: input.customerId,
    items: input.items.map(({ sku, quantity }) => ({ sku, quantity })),
    deliveryAddress: input.deliveryAddress,
  };
}
