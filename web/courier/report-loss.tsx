import type { FormEvent } from 'react';
import { useState } from 'react';
import { failShipment } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { Dialog } from '../parts/dialog.js';
import { RequestNote } from '../parts/request-note.js';

/** Ends a shipment that will not arrive: the customer gets the money back. */
export function ReportLoss({ shipment }: { readonly shipment: ShipmentDetailsFragment }) {
  const [asking, setAsking] = useState(false);
  const { state, busy, send, clear } = useRequest(failShipment);
  const close = (): void => {
    setAsking(false);
    if (!busy) clear();
  };
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    const outcome = await send({ id: shipment.id, reason });
    if (outcome?.userErrors.length === 0) setAsking(false);
  };
  return (
    <>
      <button type="button" className="button button-bad button-wide" onClick={() => setAsking(true)}>
        Report a loss
      </button>
      <Dialog title="Lost, damaged or sent back?" open={asking} onClose={close}>
        <p className="soft">The shipment ends here and what was charged for it is refunded.</p>
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
            <button type="button" className="button button-quiet" onClick={close}>
              Back
            </button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
