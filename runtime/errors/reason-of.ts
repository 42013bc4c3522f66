import { withoutSecrets } from './without-secrets.js';

/** The messages of an error and its causes, on one line and without secrets. */
export function reasonOf(error: unknown): string {
  // When a name has several addresses and none connects, the error lists the reasons and has no message.
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return withoutSecrets(String(error));
  // The Temporal SDK wraps the message of its native errors in the names of Rust types.
  const [, told = error.message || error.name] = /message: "([^"]+)"/.exec(error.message) ?? [];
  const reason = withoutSecrets(told.split('\n')[0] ?? told);
  const cause = error.cause === undefined ? '' : reasonOf(error.cause);
  return reason.includes(cause) ? reason : `${reason}: ${cause}`;
}
