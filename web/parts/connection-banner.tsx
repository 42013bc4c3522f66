import { useConnection } from '../client/connection.js';
import { forgetToken } from '../client/token.js';

/** Warns while the page may be out of date. */
export function ConnectionBanner() {
  const connection = useConnection();
  return (
    <div role="status" aria-live="polite" data-connection={connection}>
      {connection === 'reconnecting' && (
        <div className="banner" data-tone="wait">
          <span className="spinner" />
          Connection lost. This is the last known state; it catches up by itself.
        </div>
      )}
      {connection === 'refused' && (
        <div className="banner" data-tone="bad">
          Your sign-in is not valid any more.
          <button
            type="button"
            className="link-button"
            onClick={() => {
              forgetToken();
              location.assign('/');
            }}
          >
            Sign in again
          </button>
        </div>
      )}
    </div>
  );
}
