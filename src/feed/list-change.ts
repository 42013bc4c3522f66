import type { OrderStatus } from '../../schema/domain/order-status.js';
import type { ShipmentStatus } from '../../schema/domain/shipment-status.js';

/** RESYNC: read the list (again). CHANGED: within the filter now. LEFT: was within it, and is no more. */
export type ListChange<Item> =
  | { readonly kind: 'RESYNC' }
  | { readonly kind: 'CHANGED'; readonly id: string; readonly item: Item }
  | { readonly kind: 'LEFT'; readonly id: string; readonly item: Item };

/** Which orders a list shows; what is left out does not matter. Times in milliseconds since the epoch. */
export interface OrderListFilter {
  readonly statuses?: readonly OrderStatus[];
  /** Any of these alone; two that differ match nothing: the caller's own id, and the one it asked for. */
  readonly customerIds?: readonly string[];
  readonly placedAfter?: number;
  readonly placedBefore?: number;
  readonly updatedAfter?: number;
}

/** Which shipments a list shows; what is left out does not matter. */
export interface ShipmentListFilter {
  readonly statuses?: readonly ShipmentStatus[];
  readonly customerIds?: readonly string[];
  readonly orderId?: string;
  readonly location?: string;
}
