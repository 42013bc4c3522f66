import type { ShipmentStatus } from './shipment-status.js';

export const reportableTrackingEventTypes = [
  'IN_TRANSIT',
  'OUT_FOR_DELIVERY',
  'ATTEMPTED_DELIVERY',
  'DELAYED',
] as const;

/** What a courier may report. The other tracking events come from changes of the shipment's status. */
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
  /** When it happened, not when it was reported. */
  readonly at: string;
  readonly location: string | null;
  readonly note: string | null;
}

/** Adds an event. Events are sorted by when they happened; those of the same moment, by when they came. */
export function withTrackingEvent(
  events: readonly TrackingEvent[],
  event: TrackingEvent,
): readonly TrackingEvent[] {
  return [...events, event].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

export const MAX_TRACKING_EVENTS = 100;

/**
 * An order whose snapshot is this long as JSON, in characters, accepts no more tracking events and assignments: Temporal
 * refuses payloads over 2 MiB.
 */
export const MAX_SNAPSHOT_LENGTH = 400_000;

/** Room for the events of the status itself: picked up, and delivered or failed. */
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
