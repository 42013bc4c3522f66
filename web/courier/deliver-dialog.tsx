import { deliverShipment } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { Dialog } from '../parts/dialog.js';
import { DialogForm } from '../parts/dialog-form.js';
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
  const request = useRequest(deliverShipment, `Deliver ${name}`);
  const deliver = async (): Promise<void> => {
    const outcome = await request.send({ id });
    if (outcome?.userErrors.length !== 0) return;
    onClose();
    announce(`${name} delivered`);
  };
  const tooLate = `There is nothing left to hand over. It is now: ${shipmentStatusText(status).toLowerCase()}.`;
  const which =
    deliveryAddress == null
      ? `Parcel ${name}.`
      : `${deliveryAddress.name}, ${deliveryAddress.line1}, ${deliveryAddress.city}.`;
  return (
    <DialogForm
      request={request}
      lead={`${which} This ends the parcel’s journey.`}
      tooLate={availableActions.includes('DELIVER') ? null : tooLate}
      submit="Yes, delivered"
      back="Not yet"
      onSubmit={deliver}
      onClose={onClose}
    />
  );
}
