import type { OrderStatus } from '../../../schema/domain/order-status.js';
import type { ShipmentStatus } from '../../../schema/domain/shipment-status.js';
import type { CourierReach } from '../../store/shipment-reach.js';

/** One object for all streams that get it together, so that its message with its change mark is made once. */
export interface Resync {
  readonly kind: 'RESYNC';
}

/** RESYNC: read the list. CHANGED: matches the filter. LEFT: no longer matches it. */
export type ListChange<Item> =
  | Resync
  | { readonly kind: 'CHANGED'; readonly id: string; readonly item: Item }
  /** Without the item where who follows the list may no longer see it. */
  | { readonly kind: 'LEFT'; readonly id: string; readonly item: Item | null };

/** Which orders a list shows. All given conditions must hold. Times are in milliseconds since the epoch. */
export interface OrderListFilter {
  /** An empty list: none. */
  readonly statuses?: readonly OrderStatus[];
  readonly ids?: readonly string[];
  readonly open?: boolean;
  readonly customerId?: string;
  readonly sku?: string;
  readonly placedAfter?: number;
  readonly placedBefore?: number;
  readonly updatedAfter?: number;
  readonly updatedBefore?: number;
  readonly isLate?: boolean;
}

/** Which shipments a list shows. All given conditions must hold. */
export interface ShipmentListFilter {
  /** An empty list: none. */
  readonly statuses?: readonly ShipmentStatus[];
  readonly customerId?: string;
  readonly orderId?: string;
  readonly location?: string;
  readonly carrier?: string;
  readonly courierId?: string;
  readonly assigned?: boolean;
  /** Whose list it is, where that is a courier's. */
  readonly reach?: CourierReach;
  readonly estimatedBefore?: number;
  readonly isLate?: boolean;
  readonly updatedAfter?: number;
}
