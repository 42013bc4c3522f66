import { faultMessage } from '../client/fault-message.js';

/** Why something could not be read. */
export function FaultNote({ error }: { readonly error: unknown }) {
  return (
    <p role="alert" className="note" data-tone="bad">
      {faultMessage(error)}
    </p>
  );
}
