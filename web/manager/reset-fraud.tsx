import { useState } from 'react';
import { resetFraud } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import { announce } from '../parts/announcer.js';
import { Dialog } from '../parts/dialog.js';
import { RequestNote } from '../parts/request-note.js';

/** Resets to no limit, no maintenance, and a zero tally for every customer. */
export function ResetFraud() {
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <section className="card">
      <h2>Reset</h2>
      <p className="soft">
        No limit, no maintenance, and what each customer was charged so far counts for nothing.
      </p>
      <div className="row">
        <button type="button" className="button button-bad" onClick={() => setAsking(true)}>
          Reset
        </button>
      </div>
      <Dialog title="Reset limit and tallies?" open={asking} onClose={close}>
        <Question onClose={close} />
      </Dialog>
    </section>
  );
}

function Question({ onClose }: { readonly onClose: () => void }) {
  const { state, busy, send } = useRequest(resetFraud, 'Reset limit and tallies');
  const reset = async (): Promise<void> => {
    const outcome = await send({});
    if (outcome?.userErrors.length !== 0) return;
    onClose();
    announce('Payments reset');
  };
  return (
    <>
      <p className="soft">Orders and stock stay as they are.</p>
      <RequestNote state={state} />
      <div className="row">
        <button type="button" className="button button-bad" disabled={busy} onClick={reset}>
          Reset
        </button>
        <button type="button" className="button button-quiet" onClick={onClose}>
          Leave it
        </button>
      </div>
    </>
  );
}
