import type { OrderStatus } from '../domain/order-status.js';
import type { ShipmentStatus } from '../domain/shipment-status.js';

/** The PostgreSQL channel on which workers notify API processes. Each payload is a JSON array of changes. */
export const ORDER_CHANGES_CHANNEL = 'order_changes';

/** PostgreSQL accepts payloads below 8,000 bytes; a longer batch is split. */
export const MAX_NOTIFICATION_BYTES = 7_900;

export interface ShipmentChange {
  readonly id: string;
  /** Its warehouse. Older workers leave it out; then it may be any. */
  readonly location?: string;
  readonly revision: number;
  readonly status: ShipmentStatus;
  /** Null when the shipment is new. */
  readonly previousStatus: ShipmentStatus | null;
  /** Who has it, and who had it before; null: nobody. Left out by workers that do not report it yet: then it may be anybody. */
  readonly courierId?: string | null;
  readonly previousCourierId?: string | null;
  /** Whether it is late, and was before. Left out by workers that do not report it yet: then it may be. */
  readonly isLate?: boolean;
  readonly wasLate?: boolean;
}

/** Says that an order's row changed: enough to decide whom it concerns, never the state itself. */
export interface OrderChange {
  readonly orderId: string;
  readonly customerId: string;
  readonly revision: number;
  readonly status: OrderStatus;
  /** The status before this change; null when the order is new. */
  readonly previousStatus: OrderStatus | null;
  /** Whether any shipment is late, and was before this change. Left out by workers that do not report it yet: then it may be. */
  readonly isLate?: boolean;
  readonly wasLate?: boolean;
  /** The sequence of the newest timeline event. */
  readonly lastSequence: number;
  /** The shipments that changed; null when they do not fit the payload: then any may have. */
  readonly shipments: readonly ShipmentChange[] | null;
  /** When it was sent, in milliseconds since 1970, by the worker's clock. Older workers leave it out. */
  readonly sentAt?: number;
}
