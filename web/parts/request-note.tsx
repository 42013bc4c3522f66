import type { RequestState } from '../client/use-request.js';

/** What became of a request, beside the button that sent it: waiting, refused and why, or not reached. */
export function RequestNote({ state }: { readonly state: RequestState }) {
  switch (state.phase) {
    case 'idle':
    case 'sending':
    case 'done':
      return <div role="status" />;
    case 'pending':
      return (
        <div role="status" className="note" data-tone="wait">
          <span className="spinner" />
          <p>
            Stored safely, not decided yet: nobody is at work on this order right now. It will be, as soon as
            somebody is.
          </p>
        </div>
      );
    case 'refused':
      return (
        <div role="alert" className="note" data-tone="bad">
          <ul>
            {state.errors.map((error) => (
              <li key={`${error.code} ${error.message}`}>{error.message}</li>
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
