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

/** How far the clock of whoever accepts orders may be off. */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1_000;

/** When an order was accepted: as its sender says it, unless that is far from the start of its workflow. */
export function placedAtOf(said: string | undefined, startedAt: Date): string {
  const time = said === undefined ? Number.NaN : Date.parse(said);
  const isClose = Math.abs(time - startedAt.getTime()) < CLOCK_TOLERANCE_MS;
  return (isClose ? new Date(time) : startedAt).toISOString();
}

/** What identifies an order beside its id: the same id with another of these is another order. */
export function orderPayload(input: Pick<OrderInput, 'customerId' | 'items' | 'deliveryAddress'>): unknown {
  return {
    customerId: input.customerId,
    items: input.items.map(({ sku, quantity }) => ({ sku, quantity })),
    deliveryAddress: input.deliveryAddress,
  };
}
