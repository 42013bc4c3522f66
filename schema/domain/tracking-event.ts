import type { ShipmentStatus } from './shipment-status.js';

export const reportableTrackingEventTypes = [
  'IN_TRANSIT',
  'OUT_FOR_DELIVERY',
  'ATTEMPTED_DELIVERY',
  'DELAYED',
] as const;

/** What a courier may report; the other tracking events follow from the shipment's status. */
export type ReportableTrackingEventType = (typeof reportableTrackingEventTypes)[number];

export type TrackingEventType =
  | 'BOOKED'
  | 'PICKED_UP'
  | ReportableTrackingEventType
  | 'DELIVERED'
  | 'FAILED'
  | 'CANCELLED';

export interface TrackingEvent {
  readonly type: TrackingEventType;
  /** When it happened, which may be long before it was reported. */
  readonly at: string;
  readonly location: string | null;
  readonly note: string | null;
}

/** The events with one more among them, oldest first by when they happened; of the same moment, as they came. */
export function withTrackingEvent(
  events: readonly TrackingEvent[],
  event: TrackingEvent,
): readonly TrackingEvent[] {
  return [...events, event].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

/** A shipment holds at most this many tracking events. */
export const MAX_TRACKING_EVENTS = 100;

/**
 * No more tracking events are taken of an order whose snapshot is this long as JSON, in characters: Temporal
 * refuses payloads over 2 MiB.
 */
export const MAX_SNAPSHOT_LENGTH = 400_000;

/** What is left for the events of the status itself: picked up, and delivered or failed. */
export const RESERVED_TRACKING_EVENTS = 2;

/** What a courier may report of a shipment in each status. */
export const reportableIn: Readonly<Record<ShipmentStatus, readonly ReportableTrackingEventType[]>> = {
  PENDING: [],
  BOOKED: ['DELAYED'],
  DISPATCHED: reportableTrackingEventTypes,
  DELIVERED: [],
  CANCELLED: [],
  FAILED: [],
};
