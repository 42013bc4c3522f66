import type { Address, OrderInput } from './order-input.js';
import type { OrderSnapshot } from './order-snapshot.js';

/** The revision of an order that was just placed. */
export const PLACED_REVISION = 1;

/**
 * An order that was just placed: the first state of its workflow, and the API's answer as soon as the workflow is started.
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

/** How far the clock of the process that accepts orders may be off. */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1_000;

/** When an order was accepted: what its sender says, unless that is far from the start of its workflow. */
export function placedAtOf(said: string | undefined, startedAt: Date): string {
  const time = said === undefined ? Number.NaN : Date.parse(said);
  const isClose = Math.abs(time - startedAt.getTime()) < CLOCK_TOLERANCE_MS;
  return (isClose ? new Date(time) : startedAt).toISOString();
}

type OrderContents = Pick<OrderInput, 'customerId' | 'items' | 'deliveryAddress'>;

/**
 * Whether two orders with one id are the same order: the same customer, lines and address. The order of the lines and
 * blanks around a text make no difference; absent, null and empty parts of an address are equal.
 */
export function isSameOrder(one: OrderContents, other: OrderContents): boolean {
  return canonicalOrder(one) === canonicalOrder(other);
}

function canonicalOrder({ customerId, items, deliveryAddress }: OrderContents): string {
  const lines = items.map(({ sku, quantity }) => [sku.trim(), quantity] as const);
  lines.sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([customerId.trim(), lines, deliveryAddress && canonicalAddress(deliveryAddress)]);
}

function canonicalAddress({ name, line1, line2, city, region, postalCode, country, phone }: Address) {
  return [name, line1, line2, city, region, postalCode, country, phone].map((part) => part?.trim() || null);
}
