import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { cancelOrder } from '../client/requests.js';
import { useRequest } from '../client/use-request.js';
import type { CancelledBy } from '../generated/graphql.js';
import { Dialog } from './dialog.js';
import { RequestNote } from './request-note.js';

interface CancelOrderProps {
  readonly id: string;
  readonly small?: boolean;
  /** On whose side this page is; the API takes it from the role, where there is one. The business says why. */
  readonly by: CancelledBy;
}

/** Cancels what isn't dispatched yet, after asking once more. */
export function CancelOrder({ id, small = false, by }: CancelOrderProps) {
  const [asking, setAsking] = useState(false);
  const { state, busy, send, clear } = useRequest(cancelOrder);
  const field = useId();
  const close = (): void => {
    setAsking(false);
    if (!busy) clear();
  };
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    const outcome = await send({ id, by, ...(reason === '' ? {} : { reason }) });
    if (outcome?.userErrors.length === 0) setAsking(false);
  };
  return (
    <>
      <button
        type="button"
        className={`button button-bad${small ? ' button-small' : ''}`}
        onClick={() => setAsking(true)}
      >
        {small ? 'Cancel' : 'Cancel order'}
        {small && <span className="hidden-visually">{` order ${id}`}</span>}
      </button>
      <Dialog title={`Cancel order ${id}?`} open={asking} onClose={close}>
        <p className="soft">
          What has been dispatched goes on; everything else is released, and what was charged for it is
          refunded.
        </p>
        <form className="stack" onSubmit={submit}>
          <div className="field">
            <label htmlFor={field}>{by === 'BUSINESS' ? 'Reason' : 'Reason (optional)'}</label>
            <input id={field} name="reason" maxLength={200} required={by === 'BUSINESS'} autoComplete="off" />
          </div>
          <RequestNote state={state} />
          <div className="row">
            <button type="submit" className="button button-bad" disabled={busy}>
              Cancel the order
            </button>
            <button type="button" className="button button-quiet" onClick={close}>
              Keep it
            </button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
