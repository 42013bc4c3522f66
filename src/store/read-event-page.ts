import { eventCursor, sequenceOfCursor } from './cursors.js';
import type { Store } from './database.js';
import type { Page, PageRequest } from './page.js';
import { pageOf } from './page.js';
import type { OrderEventRow } from './read-order-events.js';
import { readOrderEvents } from './read-order-events.js';

/** A page of an order's timeline, oldest first. */
export async function readEventPage(
  database: Store,
  orderId: string,
  request: PageRequest,
): Promise<Page<OrderEventRow>> {
  const after = request.after === null ? 0 : sequenceOfCursor(request.after);
  const rows = await readOrderEvents(database, orderId, {
    after,
    ...(request.before !== null && { before: sequenceOfCursor(request.before) }),
    limit: request.size + 1,
    newest: request.fromEnd,
  });
  const read = request.fromEnd ? rows.toReversed() : rows;
  return pageOf(read, request, (node) => ({ cursor: eventCursor(node.sequence), node }));
}
