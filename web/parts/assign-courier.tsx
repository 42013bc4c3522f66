import type { FormEvent } from 'react';
import { useState } from 'react';
import { assignShipment } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { announce } from './announcer.js';
import { Dialog } from './dialog.js';
import { RequestNote } from './request-note.js';
import { shipmentStatusText } from './status-names.js';

interface AssignCourierProps {
  readonly shipment: ShipmentDetailsFragment;
}

/** Who carries a parcel, and until it is picked up the way to choose. The dialog stays when the button goes. */
export function AssignCourier({ shipment }: AssignCourierProps) {
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  const name = nameOf(shipment);
  const isOpen = isAssignable(shipment);
  return (
    <>
      {(isOpen || shipment.courierId != null) && (
        <div className="row row-apart">
          <p className="wrap-anywhere">
            <span className="soft">Courier </span>
            {shipment.courierId ?? 'nobody yet'}
          </p>
          {isOpen && (
            <button
              type="button"
              className="button button-quiet button-small"
              onClick={() => setAsking(true)}
            >
              {shipment.courierId == null ? 'Assign' : 'Change'}
              <span className="hidden-visually">{` the courier of ${name}`}</span>
            </button>
          )}
        </div>
      )}
      <Dialog title={`Who carries ${name}?`} open={asking} onClose={close}>
        <Question shipment={shipment} onClose={close} />
      </Dialog>
    </>
  );
}

function Question({ shipment, onClose }: AssignCourierProps & { readonly onClose: () => void }) {
  const name = nameOf(shipment);
  const { state, busy, send } = useRequest(assignShipment, `Assign ${name}`);
  const assign = async (courierId: string | null): Promise<void> => {
    const outcome = await send({ id: shipment.id, courierId });
    if (outcome?.userErrors.length !== 0) return;
    onClose();
    announce(courierId === null ? `Nobody has ${name} any more` : `${name} assigned to ${courierId}`);
  };
  if (!busy && state.phase !== 'done' && !isAssignable(shipment)) {
    return (
      <>
        <p role="alert" className="note" data-tone="wait">
          {`It can’t be assigned any more. It is now: ${shipmentStatusText(shipment.status).toLowerCase()}.`}
        </p>
        <div className="row">
          {/* biome-ignore lint/a11y/noAutofocus: what had the focus has just gone */}
          <button type="button" className="button" onClick={onClose} autoFocus>
            Close
          </button>
        </div>
      </>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void assign(String(new FormData(event.currentTarget).get('courier') ?? '').trim());
  };
  return (
    <>
      <p className="soft">No other courier sees the parcel then, or moves it.</p>
      <form className="stack" onSubmit={submit}>
        <label className="field">
          <span>Courier’s id</span>
          <input
            name="courier"
            required
            pattern=".*\S.*"
            maxLength={200}
            autoComplete="off"
            defaultValue={shipment.courierId ?? ''}
          />
        </label>
        <RequestNote state={state} />
        <div className="row">
          <button type="submit" className="button" disabled={busy}>
            Assign
          </button>
          {shipment.courierId != null && (
            <button
              type="button"
              className="button button-quiet"
              disabled={busy}
              onClick={() => void assign(null)}
            >
              Nobody
            </button>
          )}
          <button type="button" className="button button-quiet" onClick={onClose}>
            Leave it
          </button>
        </div>
      </form>
    </>
  );
}

function nameOf({ trackingNumber, orderId }: ShipmentDetailsFragment): string {
  return trackingNumber ?? orderId;
}

function isAssignable({ status }: ShipmentDetailsFragment): boolean {
  return status === 'PENDING' || status === 'BOOKED';
}
