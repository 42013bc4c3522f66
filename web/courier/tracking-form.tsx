import type { FormEvent } from 'react';
import { useRef, useState } from 'react';
import { addTrackingEvent } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { ShipmentDetailsFragment, TrackingEventInputType } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { RequestNote } from '../parts/request-note.js';
import type { DelayReport } from './delay-dialog.js';
import { DelayDialog } from './delay-dialog.js';

const kinds: readonly (readonly [TrackingEventInputType, string])[] = [
  ['IN_TRANSIT', 'In transit'],
  ['OUT_FOR_DELIVERY', 'Out for delivery'],
  ['ATTEMPTED_DELIVERY', 'Nobody there'],
  ['DELAYED', 'Delayed'],
];

function text(form: FormData, name: string): string | undefined {
  const value = String(form.get(name) ?? '').trim();
  return value === '' ? undefined : value;
}

/** Reports the parcel's location to the customer; for a delay, also when it will come instead. */
export function TrackingForm({ shipment }: { readonly shipment: ShipmentDetailsFragment }) {
  const { state, busy, send } = useRequest(addTrackingEvent);
  const form = useRef<HTMLFormElement>(null);
  const [delayed, setDelayed] = useState<DelayReport | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const type = (text(data, 'type') ?? 'IN_TRANSIT') as TrackingEventInputType;
    const place = text(data, 'place');
    const note = text(data, 'note');
    const report = {
      ...(place === undefined ? {} : { place }),
      ...(note === undefined ? {} : { note }),
    };
    if (type === 'DELAYED') {
      setDelayed(report);
      return;
    }
    const outcome = await send({ id: shipment.id, type, ...report });
    if (outcome?.userErrors.length !== 0) return;
    form.current?.reset();
    announce('Tracking event added');
  };
  return (
    <>
      <form className="card" onSubmit={submit} ref={form}>
        <h2>Say where it is</h2>
        <fieldset>
          <legend className="hidden-visually">What happened</legend>
          <div className="choices">
            {kinds.map(([type, name], index) => (
              <label className="choice" key={type}>
                <input type="radio" name="type" value={type} defaultChecked={index === 0} />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
        <div className="pair">
          <label className="field">
            <span>Where (optional)</span>
            <input name="place" maxLength={200} autoComplete="off" />
          </label>
          <label className="field">
            <span>Note (optional)</span>
            <input name="note" maxLength={200} autoComplete="off" />
          </label>
        </div>
        <RequestNote state={state} />
        <button type="submit" className="button button-quiet" disabled={busy}>
          Add to the tracking
        </button>
      </form>
      <DelayDialog
        shipment={shipment}
        report={delayed}
        onClose={() => setDelayed(null)}
        onReported={() => form.current?.reset()}
      />
    </>
  );
}
