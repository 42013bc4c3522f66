import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { trackingMeaning } from './status-names.js';
import { Time } from './time.js';

type Report = ShipmentDetailsFragment['trackingEvents'][number];

interface TrackingEventsProps {
  /** A tracking link shows no notes. */
  readonly events: readonly (Pick<Report, 'type' | 'at' | 'place'> & Partial<Pick<Report, 'note'>>)[];
}

/** Where a parcel has been, the latest first. */
export function TrackingEvents({ events }: TrackingEventsProps) {
  if (events.length === 0) return null;
  return (
    <ol className="timeline" reversed aria-label="Tracking">
      {events.toReversed().map(({ type, at, place, note }) => (
        <li key={`${at} ${type} ${note ?? ''}`} data-tone={trackingMeaning(type).tone}>
          <span className="mark" />
          <div>
            <p>
              {trackingMeaning(type).text}
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
