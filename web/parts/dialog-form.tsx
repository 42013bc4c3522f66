import type { ReactNode } from 'react';
import type { RequestState } from '../client/request-state.js';
import { RequestNote } from './request-note.js';

interface DialogFormProps {
  readonly request: { readonly state: RequestState; readonly busy: boolean };
  /** What the request does. */
  readonly lead: ReactNode;
  /** Why it can no longer be sent; null while it can. */
  readonly tooLate?: string | null;
  readonly describedBy?: string | undefined;
  readonly submit: string;
  readonly tone?: 'bad';
  readonly back: string;
  readonly onSubmit: (form: FormData) => Promise<void>;
  readonly onClose: () => void;
  /** The fields. */
  readonly children?: ReactNode;
  /** More buttons, between the one that sends it and the way back. */
  readonly others?: ReactNode;
}

/** The content of a dialog that sends a request: what it does, its fields and the way back. */
export function DialogForm({ request, lead, tooLate = null, onClose, ...props }: DialogFormProps) {
  const { state, busy } = request;
  if (tooLate !== null && !busy && state.phase !== 'done') {
    return (
      <>
        <p role="alert" className="note" data-tone="wait">
          {tooLate}
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
  const { submit, tone, back, describedBy, onSubmit, children, others } = props;
  return (
    <>
      {lead !== null && <p className="soft">{lead}</p>}
      <form
        className="stack"
        aria-describedby={describedBy}
        onSubmit={(event) => {
          event.preventDefault();
          void onSubmit(new FormData(event.currentTarget));
        }}
      >
        {children}
        <RequestNote state={state} />
        <div className="row">
          <button type="submit" className={tone === 'bad' ? 'button button-bad' : 'button'} disabled={busy}>
            {submit}
          </button>
          {others}
          <button type="button" className="button button-quiet" onClick={onClose}>
            {back}
          </button>
        </div>
      </form>
    </>
  );
}
