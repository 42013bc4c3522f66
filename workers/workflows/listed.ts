import type { RequestedItem } from '../../schema/domain/order-input.js';

/** Items as a line of the timeline names them: the first few, and how many more. */
export function listed(items: readonly RequestedItem[]): string {
  const shown = items.slice(0, 5).map(({ sku, quantity }) => `${quantity} × ${sku}`);
  return items.length > shown.length
    ? `${shown.join(', ')} and ${items.length - shown.length} more`
    : shown.join(', ');
}
