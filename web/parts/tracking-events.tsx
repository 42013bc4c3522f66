import type { ShipmentDetailsFragment, TrackingEventType } from '../generated/graphql.js';
import type { Tone } from './status.js';
import { Time } from './time.js';

const meanings: Record<TrackingEventType, { readonly text: string; readonly tone: Tone }> = {
  BOOKED: { text: 'Booked', tone: 'idle' },
  PICKED_UP: { text: 'Picked up', tone: 'move' },
  IN_TRANSIT: { text: 'In transit', tone: 'move' },
  OUT_FOR_DELIVERY: { text: 'Out for delivery', tone: 'move' },
  ATTEMPTED_DELIVERY: { text: 'Delivery attempted', tone: 'wait' },
  DELAYED: { text: 'Delayed', tone: 'wait' },
  DELIVERED: { text: 'Delivered', tone: 'done' },
  FAILED: { text: 'Lost or sent back', tone: 'bad' },
  CANCELLED: { text: 'Cancelled', tone: 'idle' },
};

/** Where a parcel has been, the latest first. */
export function TrackingEvents({ events }: { readonly events: ShipmentDetailsFragment['trackingEvents'] }) {
  if (events.length === 0) return null;
  return (
    <ol className="timeline" reversed aria-label="Tracking">
      {events.toReversed().map(({ type, at, place, note }) => (
        <li key={`${at} ${type} ${note ?? ''}`} data-tone={meanings[type].tone}>
          <span className="mark" />
          <div>
            <p>
              {meanings[type].text}
              {place != null && `, ${place}`}
            </p>
            {note != null && <p className="small">{note}</p>}
            <p className="soft small number">
              <Time at={at} exact />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
