import type { FormEvent } from 'react';
import { failShipment } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { Dialog } from '../parts/dialog.js';
import { RequestNote } from '../parts/request-note.js';
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
  const { state, busy, send } = useRequest(
    failShipment,
    `Report the loss of ${shipment.trackingNumber ?? shipment.orderId}`,
  );
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    const outcome = await send({ id: shipment.id, reason });
    if (outcome?.userErrors.length === 0) onClose();
  };
  if (!busy && state.phase !== 'done' && !shipment.availableActions.includes('FAIL')) {
    return (
      <>
        <p role="alert" className="note" data-tone="wait">
          {`It can’t be reported any more. It is now: ${shipmentStatusText(shipment.status).toLowerCase()}.`}
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
  return (
    <>
      <p className="soft">The parcel ends here, and what was charged for it is refunded.</p>
      <form className="stack" onSubmit={submit}>
        <label className="field">
          <span>What happened</span>
          <input name="reason" required maxLength={200} autoComplete="off" />
        </label>
        <RequestNote state={state} />
        <div className="row">
          <button type="submit" className="button button-bad" disabled={busy}>
            Report it
          </button>
          <button type="button" className="button button-quiet" onClick={onClose}>
            Back
          </button>
        </div>
      </form>
    </>
  );
}
