/** A reason why the start can't go on that its reader can act on: shown as one line, without a stack trace. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** What to print for anything that stopped a start: the line itself, or the stack of a fault of ours. */
export function describeStartFailure(failure: unknown): string {
  if (failure instanceof StartError) return failure.message;
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
}
