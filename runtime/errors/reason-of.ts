import { withoutSecrets } from './without-secrets.js';

/** What went wrong and what that came from: one line, without passwords. */
export function reasonOf(fault: unknown): string {
  // A refused connection to a name with several addresses has its reasons in a list and no message.
  if (fault instanceof AggregateError && fault.errors.length > 0) return reasonOf(fault.errors[0]);
  if (!(fault instanceof Error)) return withoutSecrets(String(fault));
  // The Temporal SDK wraps the reason into the names of its own types.
  const [, told = fault.message || fault.name] = /message: "([^"]+)"/.exec(fault.message) ?? [];
  const reason = withoutSecrets(told.split('\n')[0] ?? told);
  const cause = fault.cause === undefined ? '' : reasonOf(fault.cause);
  return reason.includes(cause) ? reason : `${reason}: ${cause}`;
}
