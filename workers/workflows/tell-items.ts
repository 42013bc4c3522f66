import type { ReservedFulfillment } from '../../schema/contract/order-activities.js';
import type { RequestedItem } from '../../schema/domain/order-input.js';
import type { OrderState } from './order-state.js';

/** Tells on the timeline which items a warehouse has reserved, or that none has them. */
export function tellReservation(
  state: OrderState,
  { id: fulfillmentId, location, items }: ReservedFulfillment,
): void {
  if (location === null) {
    state.tell('ITEMS_UNAVAILABLE', { fulfillmentId, message: `Out of stock: ${inWords(items)}` });
  } else {
    state.tell('ITEMS_RESERVED', { fulfillmentId, message: `Reserved in ${location}: ${inWords(items)}` });
  }
}

/** Tells on the timeline that a fulfillment's items are back in stock. */
export function tellReleased(state: OrderState, fulfillmentId: string): void {
  const { location, items } = state.fulfillment(fulfillmentId);
  state.tell('ITEMS_RELEASED', { fulfillmentId, message: `Back in stock in ${location}: ${inWords(items)}` });
}

/** The first few items, and how many more. */
function inWords(items: readonly RequestedItem[]): string {
  const shown = items.slice(0, 5).map(({ sku, quantity }) => `${quantity} × ${sku}`);
  return items.length > shown.length
    ? `${shown.join(', ')} and ${items.length - shown.length} more`
    : shown.join(', ');
}
