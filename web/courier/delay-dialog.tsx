import { useId, useState } from 'react';
import { addTrackingEvent } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { ShipmentDetailsFragment, ShipmentEventCreateInput } from '../generated/graphql.js';
import { announce } from '../parts/announcer.js';
import { Dialog } from '../parts/dialog.js';
import { DialogForm } from '../parts/dialog-form.js';
import { expectedInShort } from '../parts/expected.js';
import { dateOf, likelyWindow, windowOfFields } from './new-window.js';

/** What the courier says about a delay, besides the new time. */
export type DelayReport = Pick<ShipmentEventCreateInput, 'place' | 'note'>;

interface DelayDialogProps {
  readonly shipment: ShipmentDetailsFragment;
  /** Null: the dialog is closed. */
  readonly report: DelayReport | null;
  readonly onClose: () => void;
  readonly onReported: () => void;
}

/** Asks until when a parcel is delayed. Its customer is promised the new time. */
export function DelayDialog({ report, onClose, ...rest }: DelayDialogProps) {
  return (
    <Dialog title="When will it come?" open={report !== null} onClose={onClose}>
      {report !== null && <Question report={report} onClose={onClose} {...rest} />}
    </Dialog>
  );
}

function Question({ shipment, report, onClose, onReported }: DelayDialogProps) {
  const name = shipment.trackingNumber ?? shipment.orderId;
  const request = useRequest(addTrackingEvent, `Report the delay of ${name}`);
  const [problem, setProblem] = useState<string | null>(null);
  const [likely] = useState(() => likelyWindow(shipment.deliveryWindow ?? null, new Date()));
  const problemId = useId();
  const expected = expectedInShort(shipment);
  const tell = async (form: FormData): Promise<void> => {
    const text = (field: string): string => String(form.get(field) ?? '');
    const fields = { day: text('day'), from: text('from'), until: text('until') };
    const window = windowOfFields(fields, new Date());
    setProblem(typeof window === 'string' ? window : null);
    if (typeof window === 'string') return;
    const outcome = await request.send({
      ...report,
      id: shipment.id,
      type: 'DELAYED',
      deliveryWindow: window,
    });
    if (outcome?.userErrors.length !== 0) return;
    onReported();
    onClose();
    announce('Delay reported');
  };
  return (
    <DialogForm
      request={request}
      lead={`${expected === null ? '' : `Promised so far: ${expected}. `}The customer is shown the new time.`}
      describedBy={problem === null ? undefined : problemId}
      submit="Report the delay"
      back="Back"
      onSubmit={tell}
      onClose={onClose}
    >
      <label className="field">
        <span>Day</span>
        <input name="day" type="date" required defaultValue={likely.day} min={dateOf(new Date())} />
      </label>
      <div className="pair">
        <label className="field">
          <span>From</span>
          <input name="from" type="time" required defaultValue={likely.from} />
        </label>
        <label className="field">
          <span>Until</span>
          <input name="until" type="time" required defaultValue={likely.until} />
        </label>
      </div>
      {problem !== null && (
        <p role="alert" id={problemId} className="note" data-tone="bad">
          {problem}
        </p>
      )}
    </DialogForm>
  );
}
