import { cancelOrder } from '../client/requests.js';
import { useOrder } from '../client/use-order.js';
import { useRequest } from '../client/use-request.js';
import type { CancelledBy, OrderDetailsFragment } from '../generated/graphql.js';
import { Dialog } from './dialog.js';
import { DialogForm } from './dialog-form.js';
import { orderStatusText } from './status-names.js';

interface CancelDialogProps {
  /** The order to cancel; null: the dialog is closed. */
  readonly id: string | null;
  /** On whose behalf this page cancels. The business must give a reason. */
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
  const request = useRequest(cancelOrder, `Cancel order ${id}`);
  const { order } = useOrder(id);
  const cancel = async (form: FormData): Promise<void> => {
    const reason = String(form.get('reason')).trim();
    const outcome = await request.send({ id, by, ...(reason === '' ? {} : { reason }) });
    if (outcome?.userErrors.length === 0) onClose();
  };
  return (
    <DialogForm
      request={request}
      lead="What has been picked up will still arrive. Nothing else is sent, and what was charged for it is refunded."
      tooLate={order && !order.availableActions.includes('CANCEL') ? whyTooLate(order) : null}
      submit="Cancel the order"
      tone="bad"
      back="Keep it"
      onSubmit={cancel}
      onClose={onClose}
    >
      <label className="field">
        <span>{by === 'BUSINESS' ? 'Reason' : 'Reason (optional)'}</span>
        <input name="reason" maxLength={200} required={by === 'BUSINESS'} autoComplete="off" />
      </label>
    </DialogForm>
  );
}

function whyTooLate({ cancellation, status, fulfillments }: OrderDetailsFragment): string {
  if (cancellation != null) return 'It has been cancelled meanwhile.';
  if (fulfillments.some(({ shipment }) => shipment?.dispatchedAt != null))
    return 'It has been picked up meanwhile: nothing is left to cancel.';
  return `It can’t be cancelled any more: ${orderStatusText(status).toLowerCase()}.`;
}
