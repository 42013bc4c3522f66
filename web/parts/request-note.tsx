import { useEffect, useState } from 'react';
import type { RequestState } from '../client/request-state.js';
import type { UserErrorPartsFragment } from '../generated/graphql.js';
import { addressParts } from './address-parts.js';

/** The state of a request, next to its button: waiting, refused and why, or not delivered. */
export function RequestNote({ state }: { readonly state: RequestState }) {
  switch (state.phase) {
    case 'idle':
    case 'done':
    case 'withdrawn':
      return <div role="status" />;
    case 'sending':
      return <Sending />;
    case 'pending':
      return (
        <div role="status" className="note" data-tone="wait">
          <span className="spinner" />
          <p>
            Stored safely, but not decided yet: no worker is available for this order right now. It is decided
            as soon as one is.
          </p>
        </div>
      );
    case 'refused':
      return (
        <div role="alert" className="note" data-tone="bad">
          <ul>
            {state.errors.map((error) => (
              <li key={`${error.code} ${error.field?.join('.')} ${error.message}`}>{withItsField(error)}</li>
            ))}
          </ul>
        </div>
      );
    case 'failed':
      return (
        <div role="alert" className="note" data-tone="bad">
          <p>{state.message}</p>
        </div>
      );
    default:
      return state satisfies never;
  }
}

// A longer wait needs an explanation.
const usualWait = 1_000;

function Sending() {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), usualWait);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className={isLate ? 'note' : undefined} data-tone="wait">
      {isLate && (
        <>
          <span className="spinner" />
          <p>No answer yet. Sending again… It takes effect only once, however often it is sent.</p>
        </>
      )}
    </div>
  );
}

/** Adds the field, which the message does not always name. */
function withItsField({ field, message }: UserErrorPartsFragment): string {
  const [, whole, part] = field ?? [];
  const name = whole === 'deliveryAddress' && addressParts[part as keyof typeof addressParts];
  return name ? `${name}: ${message}` : message;
}
