import type { TrackedParcelDetailsFragment } from '../generated/graphql.js';
import { StepLine } from '../parts/track.js';
import { TrackingEvents } from '../parts/tracking-events.js';
import { dayInWords, isComing, parcelStage } from './tracked-lead.js';
import { trackedSteps } from './tracked-steps.js';

interface TrackedParcelProps {
  readonly parcel: TrackedParcelDetailsFragment;
  /** How many parcels the order has. */
  readonly of: number;
}

/** One parcel: where it is on its line, what is in it, what happened. Of an only one the page's head says the rest. */
export function TrackedParcel({ parcel, of }: TrackedParcelProps) {
  const { number, status, carrier, deliveryWindow, isLate, items, events } = parcel;
  const { text, tone } = parcelStage(parcel);
  return (
    <article className="card parcel" data-parcel={number} data-status={status}>
      <header className="card-head">
        <div>
          <h2>{of === 1 ? 'Parcel' : `Parcel ${number} of ${of}`}</h2>
          {carrier != null && <p className="soft">with {carrier}</p>}
        </div>
        {of > 1 && (
          <span className="status" data-tone={tone}>
            {text}
          </span>
        )}
      </header>
      <StepLine steps={trackedSteps(parcel)} />
      {of > 1 && deliveryWindow != null && isComing(status) && (
        <p className="note" data-tone={isLate ? 'wait' : 'move'}>
          {`${isLate ? 'Late: it was expected' : 'Expected'} ${dayInWords(parcel)}.`}
        </p>
      )}
      <ul className="lines">
        {items.map(({ name, quantity }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the items of a parcel stay as they are
          <li key={index}>
            <span>{name ?? 'An item'}</span>
            <span className="number">{`× ${quantity}`}</span>
          </li>
        ))}
      </ul>
      <TrackingEvents events={events} />
    </article>
  );
}
