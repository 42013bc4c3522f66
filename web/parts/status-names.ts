import type { OrderStatus, ShipmentStatus, TrackingEventType } from '../generated/graphql.js';

export type Tone = 'idle' | 'move' | 'done' | 'wait' | 'bad';

/** A status in words, with the colour it is shown in. */
export interface Meaning {
  readonly text: string;
  readonly tone: Tone;
}

const ofOrder: Record<OrderStatus, Meaning> = {
  PENDING: { text: 'Received', tone: 'move' },
  PROCESSING: { text: 'In progress', tone: 'move' },
  CUSTOMER_ACTION_REQUIRED: { text: 'Needs an answer', tone: 'wait' },
  COMPLETED: { text: 'Delivered', tone: 'done' },
  PARTIALLY_COMPLETED: { text: 'Partly delivered', tone: 'wait' },
  FAILED: { text: 'Failed', tone: 'bad' },
  CANCELLED: { text: 'Cancelled', tone: 'idle' },
  TIMED_OUT: { text: 'Timed out', tone: 'bad' },
};

const ofShipment: Record<ShipmentStatus, Meaning> = {
  PENDING: { text: 'Being booked', tone: 'move' },
  BOOKED: { text: 'Waiting for the courier', tone: 'wait' },
  DISPATCHED: { text: 'Under way', tone: 'move' },
  DELIVERED: { text: 'Delivered', tone: 'done' },
  CANCELLED: { text: 'Cancelled', tone: 'idle' },
  FAILED: { text: 'Lost', tone: 'bad' },
};

const ofTrackingEvent: Record<TrackingEventType, Meaning> = {
  BOOKED: { text: 'Booked', tone: 'idle' },
  PICKED_UP: { text: 'Picked up', tone: 'move' },
  IN_TRANSIT: { text: 'In transit', tone: 'move' },
  OUT_FOR_DELIVERY: { text: 'Out for delivery', tone: 'move' },
  ATTEMPTED_DELIVERY: { text: 'Delivery attempted', tone: 'wait' },
  DELAYED: { text: 'Delayed', tone: 'wait' },
  DELIVERED: { text: 'Delivered', tone: 'done' },
  FAILED: { text: 'Lost', tone: 'bad' },
  CANCELLED: { text: 'Cancelled', tone: 'idle' },
};

/** What a status is called on every page. */
export function orderStatusText(status: OrderStatus): string {
  return ofOrder[status].text;
}

export function orderMeaning(status: OrderStatus): Meaning {
  return ofOrder[status];
}

export function shipmentMeaning(status: ShipmentStatus): Meaning {
  return ofShipment[status];
}

export function shipmentStatusText(status: ShipmentStatus): string {
  return ofShipment[status].text;
}

/** What a report of a courier is called on every page. */
export function trackingMeaning(type: TrackingEventType): Meaning {
  return ofTrackingEvent[type];
}
