import type { Money } from '../../schema/domain/money.js';
import { money } from '../../schema/domain/money.js';
import type { OrderItem } from '../../schema/domain/order-snapshot.js';
import type { VisibleParts } from '../auth/permissions.js';

/** What the GraphQL type `OrderItem` is resolved from. */
export interface ItemValue extends Omit<OrderItem, 'unitPrice'> {
  readonly unitPrice: Money | null;
}

/** The items with the parts that a caller may see. */
export function itemValues(items: readonly OrderItem[], { prices }: VisibleParts): readonly ItemValue[] {
  return items.map(({ sku, quantity, name, unitPrice }) => ({
    sku,
    quantity,
    name,
    unitPrice: prices && unitPrice !== null ? money(unitPrice) : null,
  }));
}
