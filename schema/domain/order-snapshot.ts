import type { FulfillmentStatus } from './fulfillment-status.js';
import type { Address, RequestedItem } from './order-input.js';
import type { OrderStatus } from './order-status.js';
import type { DeclineCode, PaymentStatus } from './payment-status.js';
import type { RequestOutcome } from './request-outcome.js';
import type { ShipmentStatus } from './shipment-status.js';
import type { TrackingEvent } from './tracking-event.js';

/** An item with its name and price in the catalogue when it was reserved; null for an unknown SKU. */
export interface OrderItem extends RequestedItem {
  readonly name: string | null;
  /** Minor units. */
  readonly unitPrice: number | null;
}

/** The amounts of one fulfillment's invoice, in minor units. */
export interface InvoiceAmounts {
  readonly subtotal: number;
  readonly tax: number;
  readonly shipping: number;
  readonly total: number;
}

export interface PaymentSnapshot extends InvoiceAmounts {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly invoiceReference: string | null;
  readonly refunded: number;
  readonly chargedAt: string | null;
  readonly declineCode: DeclineCode | null;
}

export interface ShipmentSnapshot {
  readonly id: string;
  /** The order's revision at which this shipment last changed. */
  readonly revision: number;
  readonly status: ShipmentStatus;
  /** The courier who has it: only that one, or an operator, moves it. Null, or left out by older versions: nobody has. */
  readonly courierId?: string | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  /** The end of the window that the courier promised last. */
  readonly estimatedDelivery: string | null;
  /** Its beginning. Null, or left out by older versions: the courier promised one moment. */
  readonly estimatedFrom?: string | null;
  /** Whether that window has passed without a delivery. Left out by older versions: it has not. */
  readonly isLate?: boolean;
  /** When the estimate was made, so that a late, older report does not replace it. Missing in older snapshots. */
  readonly estimatedAt?: string;
  readonly dispatchedAt: string | null;
  readonly deliveredAt: string | null;
  /** Missing in older snapshots. */
  readonly createdAt?: string;
  readonly updatedAt: string;
  readonly trackingEvents: readonly TrackingEvent[];
}

/** What one warehouse sends, or what none has. The payment appears when charging begins, the shipment once charged. */
export interface FulfillmentSnapshot {
  /** `<order id>:<n>`, n from 1. */
  readonly id: string;
  readonly status: FulfillmentStatus;
  /** The warehouse; null when unavailable. */
  readonly location: string | null;
  readonly items: readonly OrderItem[];
  readonly payment: PaymentSnapshot | null;
  readonly shipment: ShipmentSnapshot | null;
  readonly failureReason: string | null;
}

export interface Cancellation {
  readonly by: 'CUSTOMER' | 'BUSINESS';
  readonly reason: string | null;
  readonly at: string;
}

/**
 * The whole state of an order as one plain value: the workflow owns it, the query `status` answers with it,
 * the read model stores it, the feed streams it. Times are ISO 8601 by the workflow's clock.
 */
export interface OrderSnapshot {
  readonly id: string;
  readonly customerId: string;
  readonly status: OrderStatus;
  /** Grows with every change; gaps mean nothing. */
  readonly revision: number;
  readonly items: readonly OrderItem[];
  readonly fulfillments: readonly FulfillmentSnapshot[];
  readonly deliveryAddress: Address | null;
  readonly placedAt: string;
  readonly updatedAt: string;
  /** Set when nothing more will happen by itself. */
  readonly closedAt: string | null;
  readonly actionDeadline: string | null;
  readonly cancellation: Cancellation | null;
  /** The outcomes of earlier requests, so that a repeated one acts once: see `request-memory.ts`. */
  readonly requests: readonly RequestOutcome[];
}
