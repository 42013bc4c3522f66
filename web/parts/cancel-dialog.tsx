import type { FormEvent } from 'react';
import { useId } from 'react';
import { cancelOrder } from '../client/requests.js';
import { useOrder } from '../client/use-order.js';
import { useRequest } from '../client/use-request.js';
import type { CancelledBy, OrderDetailsFragment } from '../generated/graphql.js';
import { Dialog } from './dialog.js';
import { RequestNote } from './request-note.js';
import { orderStatusText } from './status-names.js';

interface CancelDialogProps {
  /** The order to cancel; null: the dialog is closed. */
  readonly id: string | null;
  /** On whose side this page is. The business says why. */
  readonly by: CancelledBy;
  readonly onClose: () => void;
}

/** Asks for confirmation, then cancels what is not picked up yet. One per page, because rows move while somebody types. */
export function CancelDialog({ id, by, onClose }: CancelDialogProps) {
  return (
    <Dialog title={`Cancel order ${id}?`} open={id !== null} onClose={onClose}>
      {id !== null && <Question id={id} by={by} onClose={onClose} />}
    </Dialog>
  );
}

function Question({ id, by, onClose }: CancelDialogProps & { readonly id: string }) {
  const { state, busy, send } = useRequest(cancelOrder, `Cancel order ${id}`);
  const { order } = useOrder(id);
  const field = useId();
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    const outcome = await send({ id, by, ...(reason === '' ? {} : { reason }) });
    if (outcome?.userErrors.length === 0) onClose();
  };
  if (order && !busy && state.phase !== 'done' && !order.availableActions.includes('CANCEL'))
    return <TooLate order={order} onClose={onClose} />;
  return (
    <>
      <p className="soft">
        What has been picked up goes on. Everything else is not sent, and what was charged for it is refunded.
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
          <button type="button" className="button button-quiet" onClick={onClose}>
            Keep it
          </button>
        </div>
      </form>
    </>
  );
}

/** Shown if the order can no longer be cancelled. */
function TooLate({ order, onClose }: { readonly order: OrderDetailsFragment; readonly onClose: () => void }) {
  return (
    <>
      <p role="alert" className="note" data-tone="wait">
        {whyTooLate(order)}
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

function whyTooLate({ cancellation, status, fulfillments }: OrderDetailsFragment): string {
  if (cancellation != null) return 'It has been cancelled meanwhile.';
  if (fulfillments.some(({ shipment }) => shipment?.dispatchedAt != null))
    return 'It has been picked up meanwhile: nothing is left to cancel.';
  return `It can’t be cancelled any more: ${orderStatusText(status).toLowerCase()}.`;
}
