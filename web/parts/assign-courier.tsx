import { useState } from 'react';
import { assignShipment } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { announce } from './announcer.js';
import { Dialog } from './dialog.js';
import { DialogForm } from './dialog-form.js';
import { shipmentStatusText } from './status-names.js';

interface AssignCourierProps {
  readonly shipment: ShipmentDetailsFragment;
}

/**
 * Shows who carries a parcel and, until it is picked up, lets the reader choose. The dialog stays when the button
 * disappears.
 */
export function AssignCourier({ shipment }: AssignCourierProps) {
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  const name = nameOf(shipment);
  const isOpen = isAssignable(shipment);
  return (
    <>
      {(isOpen || shipment.courierId != null) && (
        <div className="row row-apart">
          <p>
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
  const { id, courierId, status } = shipment;
  const name = nameOf(shipment);
  const request = useRequest(assignShipment, `Assign ${name}`);
  const assign = async (chosen: string | null): Promise<void> => {
    const outcome = await request.send({ id, courierId: chosen });
    if (outcome?.userErrors.length !== 0) return;
    onClose();
    announce(chosen === null ? `Nobody has ${name} any more` : `${name} assigned to ${chosen}`);
  };
  const tooLate = `It can’t be assigned any more. It is now: ${shipmentStatusText(status).toLowerCase()}.`;
  return (
    <DialogForm
      request={request}
      lead="No other courier can then see or move the parcel."
      tooLate={isAssignable(shipment) ? null : tooLate}
      submit="Assign"
      back="Leave it"
      onSubmit={(form) => assign(String(form.get('courier')).trim())}
      onClose={onClose}
      others={
        courierId != null && (
          <button
            type="button"
            className="button button-quiet"
            disabled={request.busy}
            onClick={() => void assign(null)}
          >
            Nobody
          </button>
        )
      }
    >
      <label className="field">
        <span>Courier’s id</span>
        <input
          name="courier"
          required
          pattern=".*\S.*"
          maxLength={200}
          autoComplete="off"
          defaultValue={courierId ?? ''}
        />
      </label>
    </DialogForm>
  );
}

function nameOf({ trackingNumber, orderId }: ShipmentDetailsFragment): string {
  return trackingNumber ?? orderId;
}

function isAssignable({ status }: ShipmentDetailsFragment): boolean {
  return status === 'PENDING' || status === 'BOOKED';
}
