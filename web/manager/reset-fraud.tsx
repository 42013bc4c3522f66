import { useState } from 'react';
import { resetFraud } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import { announce } from '../parts/announcer.js';
import { Dialog } from '../parts/dialog.js';
import { DialogForm } from '../parts/dialog-form.js';

/** Resets to no limit, no maintenance, and a zero tally for every customer. */
export function ResetFraud() {
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <section className="card">
      <h2>Reset</h2>
      <p className="soft">
        Removes the limit, ends maintenance, and no longer counts what customers were charged so far.
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
  const request = useRequest(resetFraud, 'Reset limit and tallies');
  const reset = async (): Promise<void> => {
    const outcome = await request.send({});
    if (outcome?.userErrors.length !== 0) return;
    onClose();
    announce('Payments reset');
  };
  return (
    <DialogForm
      request={request}
      lead="Orders and stock stay as they are."
      submit="Reset"
      tone="bad"
      back="Leave it"
      onSubmit={reset}
      onClose={onClose}
    />
  );
}
