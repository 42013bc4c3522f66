import type { ReservedFulfillment } from '../../schema/contract/order-activities.js';
import type { OrderItem } from '../../schema/domain/order-snapshot.js';
import type { OrderState } from './order-state.js';

/** Records on the timeline which items a warehouse has reserved, or that no warehouse has them. */
export function tellReservation(
  state: OrderState,
  { id: fulfillmentId, location, items }: ReservedFulfillment,
): void {
  if (location === null) {
    state.tell('ITEMS_UNAVAILABLE', { fulfillmentId, message: whyUnavailable(items) });
  } else {
    state.tell('ITEMS_RESERVED', { fulfillmentId, message: `Reserved in ${location}: ${inWords(items)}` });
  }
}

/** Records on the timeline that a fulfillment's items are back in stock. */
export function tellReleased(state: OrderState, fulfillmentId: string): void {
  const { location, items } = state.fulfillment(fulfillmentId);
  state.tell('ITEMS_RELEASED', { fulfillmentId, message: `Back in stock in ${location}: ${inWords(items)}` });
}

/** Whether the catalogue has never had this product, rather than that it is sold out. */
export function isUnknown({ name }: Pick<OrderItem, 'name'>): boolean {
  return name === null;
}

/** Why no warehouse has these items: which are sold out, and which are not in the catalogue. */
export function whyUnavailable(items: readonly OrderItem[]): string {
  const unknown = items.filter(isUnknown);
  const soldOut = items.filter((item) => !isUnknown(item));
  return [
    ...(soldOut.length > 0 ? [`Out of stock: ${inWords(soldOut)}`] : []),
    ...(unknown.length > 0 ? [`Not in the catalogue: ${inWords(unknown)}`] : []),
  ].join('. ');
}

/** The first few items, and how many more. */
function inWords(items: readonly OrderItem[]): string {
  const shown = items.slice(0, 5).map(({ sku, name, quantity }) => `${quantity} × ${name ?? sku}`);
  return items.length > shown.length
    ? `${shown.join(', ')} and ${items.length - shown.length} more`
    : shown.join(', ');
}
