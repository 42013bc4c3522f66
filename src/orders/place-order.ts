import type { OrderInput } from '../../schema/domain/order-input.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { payloadHash } from '../../schema/domain/payload-hash.js';
import { orderPayload, placedOrder } from '../../schema/domain/placed-order.js';
import type { RequestContext } from '../graphql/context.js';
import { findOrder, readRow } from './known-order.js';

/** What became of a placing: the order as it is now, or the order that had the id before. */
export type PlacingResult =
  | { readonly kind: 'PLACED'; readonly order: OrderSnapshot }
  | { readonly kind: 'ID_TAKEN'; readonly by: OrderSnapshot | null };

/**
 * Starts the order's workflow, once however often it is repeated. Who has the id is asked of the row, which
 * outlives the workflow, and of the workflow, which comes before the row.
 */
export async function placeOrder(
  context: RequestContext,
  order: OrderInput & { readonly placedAt: string },
): Promise<PlacingResult> {
  const row = await readRow(context, order.id);
  if (row) return repeated(order, row);
  const started = await context.workflows.start(order);
  switch (started) {
    case 'STARTED':
      return { kind: 'PLACED', order: placedOrder(order, order.placedAt) };
    case 'EXISTS':
      return repeated(order, (await findOrder(context, order.id))?.order ?? null);
    default:
      return started satisfies never;
  }
}

/** A workflow that was started with something else than an order has the id all the same. */
function repeated(order: OrderInput, before: OrderSnapshot | null): PlacingResult {
  const same = before && payloadHash(orderPayload(order)) === payloadHash(orderPayload(before));
  return same ? { kind: 'PLACED', order: before } : { kind: 'ID_TAKEN', by: before };
}
