import { failShipment } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { Dialog } from '../parts/dialog.js';
import { DialogForm } from '../parts/dialog-form.js';
import { shipmentStatusText } from '../parts/status-names.js';

interface ReportLossProps {
  readonly shipment: ShipmentDetailsFragment;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Reports a lost shipment, which refunds the customer. Part of the page, because the button may disappear. */
export function ReportLoss({ shipment, open, onClose }: ReportLossProps) {
  return (
    <Dialog title="Lost, damaged or sent back?" open={open} onClose={onClose}>
      {open && <Report shipment={shipment} onClose={onClose} />}
    </Dialog>
  );
}

function Report({ shipment, onClose }: Omit<ReportLossProps, 'open'>) {
  const { id, availableActions, status } = shipment;
  const request = useRequest(
    failShipment,
    `Report the loss of ${shipment.trackingNumber ?? shipment.orderId}`,
  );
  const report = async (form: FormData): Promise<void> => {
    const outcome = await request.send({ id, reason: String(form.get('reason')).trim() });
    if (outcome?.userErrors.length === 0) onClose();
  };
  const tooLate = `It can’t be reported any more. It is now: ${shipmentStatusText(status).toLowerCase()}.`;
  return (
    <DialogForm
      request={request}
      lead="The parcel ends here, and what was charged for it is refunded."
      tooLate={availableActions.includes('FAIL') ? null : tooLate}
      submit="Report it"
      tone="bad"
      back="Back"
      onSubmit={report}
      onClose={onClose}
    >
      <label className="field">
        <span>What happened</span>
        <input name="reason" required maxLength={200} autoComplete="off" />
      </label>
    </DialogForm>
  );
}
