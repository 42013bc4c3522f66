import { within } from '../../runtime/retry/time-limit.js';
import type { OrderInput } from '../../schema/domain/order-input.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { isSameOrder, placedOrder } from '../../schema/domain/placed-order.js';
import { findKnownOrder, findRow } from './find-order.js';
import type { OrderSources } from './order-sources.js';

/** How long placing waits for what the database knows. Without it the order is accepted, and its workflow looks the products up. */
const DATABASE_PATIENCE = 400;

/** An order to place, with the time when the API accepted it. */
export type NewOrder = OrderInput & { readonly placedAt: string };

/** The order as it is now, or the order that already has the id. */
export type PlacingResult =
  | { readonly kind: 'PLACED'; readonly order: OrderSnapshot }
  /** Null: the workflow with this id holds no valid order, or the order is archived. */
  | { readonly kind: 'ID_TAKEN'; readonly order: OrderSnapshot | null }
  /** Nothing was placed: no product has these SKUs. */
  | { readonly kind: 'PRODUCTS_NOT_FOUND'; readonly skus: readonly string[]; readonly order: null };

/**
 * Starts the order's workflow. Three places know whether the id is taken: the row, which outlives the workflow; the
 * workflow, which exists before the row; and the claim, which outlives the row.
 */
export async function placeOrder(sources: OrderSources, order: NewOrder): Promise<PlacingResult> {
  const [row, isClaimed, unknown] = await Promise.all([
    findRow(sources, order.id),
    isIdClaimed(sources, order.id),
    unknownSkus(sources, order),
  ]);
  if (row) return repeated(order, row);
  if (isClaimed) return repeated(order, (await findKnownOrder(sources, order.id))?.order ?? null);
  if (unknown.length > 0) {
    // It may have been taken before, while the catalogue could not be asked.
    const before = await findKnownOrder(sources, order.id);
    return before
      ? repeated(order, before.order)
      : { kind: 'PRODUCTS_NOT_FOUND', skus: unknown, order: null };
  }
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

async function isIdClaimed(sources: OrderSources, orderId: string): Promise<boolean> {
  const asked = sources.isIdClaimed(orderId).catch(() => false);
  return (await within(DATABASE_PATIENCE, asked)) ?? false;
}

/** The ordered SKUs that no product has; none while the catalogue cannot be asked. */
async function unknownSkus(
  { catalogue }: Pick<OrderSources, 'catalogue'>,
  { items }: NewOrder,
): Promise<readonly string[]> {
  const asked = catalogue.unknownSkus(items.map(({ sku }) => sku)).catch(() => []);
  return (await within(DATABASE_PATIENCE, asked)) ?? [];
}

function repeated(order: NewOrder, before: OrderSnapshot | null): PlacingResult {
  return before && isSameOrder(order, before)
    ? { kind: 'PLACED', order: before }
    : { kind: 'ID_TAKEN', order: before };
}
