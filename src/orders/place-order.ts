import type { OrderInput } from '../../schema/domain/order-input.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { isSameOrder, placedOrder } from '../../schema/domain/placed-order.js';
import { findKnownOrder, findRow } from './find-order.js';
import type { OrderSources } from './order-sources.js';

/** An order to place; the API always says when it took it. */
export type NewOrder = OrderInput & { readonly placedAt: string };

/** What became of a placing: the order as it is now, or the order that had the id before. */
export type PlacingResult =
  | { readonly kind: 'PLACED'; readonly order: OrderSnapshot }
  /** Null: what has the id is no order. */
  | { readonly kind: 'ID_TAKEN'; readonly order: OrderSnapshot | null };

/**
 * Starts the order's workflow. Who has the id is asked of the row, which outlives the workflow, and of the
 * workflow, which comes before the row.
 */
export async function placeOrder(sources: OrderSources, order: NewOrder): Promise<PlacingResult> {
  const row = await findRow(sources, order.id);
  if (row) return repeated(order, row);
  const started = await sources.workflows.start(order);
  switch (started) {
    case 'STARTED':
      return { kind: 'PLACED', order: placedOrder(order, order.placedAt) };
    case 'EXISTS':
      return repeated(order, (await findKnownOrder(sources, order.id))?.order ?? null);
    default:
      return started satisfies never;
  }
}

function repeated(order: NewOrder, before: OrderSnapshot | null): PlacingResult {
  return before && isSameOrder(order, before)
    ? { kind: 'PLACED', order: before }
    : { kind: 'ID_TAKEN', order: before };
}
