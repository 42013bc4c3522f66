import { StartError } from '../schema/settings/start-error.js';

/** What to print for anything that stopped a start: the line itself, or the stack of a fault of ours. */
export function describeStartFailure(failure: unknown): string {
  if (failure instanceof StartError) return failure.message;
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
}
