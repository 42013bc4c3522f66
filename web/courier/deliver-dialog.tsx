import { deliverShipment } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { Dialog } from '../parts/dialog.js';
import { RequestNote } from '../parts/request-note.js';
import { shipmentStatusText } from '../parts/status-names.js';

interface DeliverDialogProps {
  readonly shipment: ShipmentDetailsFragment;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Delivery is final, so it asks first: an accidental second tap after "Picked up" does no harm. */
export function DeliverDialog({ shipment, open, onClose }: DeliverDialogProps) {
  return (
    <Dialog title="Handed over?" open={open} onClose={onClose}>
      <Question shipment={shipment} onClose={onClose} />
    </Dialog>
  );
}

function Question({ shipment, onClose }: Omit<DeliverDialogProps, 'open'>) {
  const { id, deliveryAddress, trackingNumber, orderId, availableActions, status } = shipment;
  const name = trackingNumber ?? orderId;
  const { state, busy, send } = useRequest(deliverShipment, `Deliver ${name}`);
  if (!busy && state.phase !== 'done' && !availableActions.includes('DELIVER')) {
    return (
      <>
        <p role="alert" className="note" data-tone="wait">
          {`There is nothing left to hand over. It is now: ${shipmentStatusText(status).toLowerCase()}.`}
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
  const deliver = async (): Promise<void> => {
    const outcome = await send({ id });
    if (outcome?.userErrors.length !== 0) return;
    onClose();
    announce(`${name} delivered`);
  };
  return (
    <>
      <p className="soft">
        {deliveryAddress == null
          ? `Parcel ${name}.`
          : `${deliveryAddress.name}, ${deliveryAddress.line1}, ${deliveryAddress.city}.`}{' '}
        This ends the parcel’s way.
      </p>
      <RequestNote state={state} />
      <div className="row">
        <button type="button" className="button" disabled={busy} onClick={deliver}>
          Yes, delivered
        </button>
        <button type="button" className="button button-quiet" onClick={onClose}>
          Not yet
        </button>
      </div>
    </>
  );
}
