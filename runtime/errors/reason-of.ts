import { withoutSecrets } from './without-secrets.js';

/** The heart of what went wrong: one line, without passwords. */
export function reasonOf(fault: unknown): string {
  // A refused connection to a name with several addresses has its reasons in a list and no message.
  if (fault instanceof AggregateError && fault.errors.length > 0) return reasonOf(fault.errors[0]);
  if (!(fault instanceof Error)) return withoutSecrets(String(fault));
  if (fault.cause !== undefined) return reasonOf(fault.cause);
  // The Temporal SDK wraps the reason into the names of its own types.
  const [, told = fault.message || fault.name] = /message: "([^"]+)"/.exec(fault.message) ?? [];
  return withoutSecrets(told.split('\n')[0] ?? told);
}
