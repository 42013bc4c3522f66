import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { trackingMeaning } from './status-names.js';
import { Time } from './time.js';

/** Where a parcel has been, the latest first. */
export function TrackingEvents({ events }: { readonly events: ShipmentDetailsFragment['trackingEvents'] }) {
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
