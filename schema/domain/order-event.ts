import type { Actor } from './actor.js';

export const orderEventTypes = [
  'ORDER_PLACED',
  'ITEMS_RESERVED',
  'ITEMS_UNAVAILABLE',
  'ORDER_AMENDED',
  'ACTION_TIMED_OUT',
  'CANCEL_REQUESTED',
  'REQUEST_REFUSED',
  'PAYMENT_CHARGED',
  'PAYMENT_DECLINED',
  'PAYMENT_REFUNDED',
  'ITEMS_RELEASED',
  'SHIPMENT_BOOKED',
  'SHIPMENT_ASSIGNED',
  'SHIPMENT_DISPATCHED',
  'SHIPMENT_TRACKED',
  'SHIPMENT_LATE',
  'SHIPMENT_DELIVERED',
  'SHIPMENT_CANCELLED',
  'SHIPMENT_FAILED',
  'ORDER_COMPLETED',
  'ORDER_PARTIALLY_COMPLETED',
  'ORDER_FAILED',
  'ORDER_CANCELLED',
  'ORDER_TIMED_OUT',
  'OTHER',
] as const;

export type OrderEventType = (typeof orderEventTypes)[number];

/** One line of an order's timeline, before the table numbers it. */
export interface OrderEvent {
  /** Derived from the cause and unique within the order, so that the same event is stored once. */
  readonly key: string;
  readonly type: OrderEventType;
  /** ISO 8601, by the workflow's clock. */
  readonly at: string;
  readonly actor: Actor;
  readonly fulfillmentId: string | null;
  readonly requestId: string | null;
  readonly message: string;
}
