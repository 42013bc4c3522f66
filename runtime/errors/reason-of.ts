import { withoutSecrets } from './without-secrets.js';

/** The message of an error and its cause: one line, without passwords. */
export function reasonOf(error: unknown): string {
  // A refused connection to a name with several addresses has its reasons in a list and no message.
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return withoutSecrets(String(error));
  // The Temporal SDK wraps the reason into the names of its own types.
  const [, told = error.message || error.name] = /message: "([^"]+)"/.exec(error.message) ?? [];
  const reason = withoutSecrets(told.split('\n')[0] ?? told);
  const cause = error.cause === undefined ? '' : reasonOf(error.cause);
  return reason.includes(cause) ? reason : `${reason}: ${cause}`;
}
