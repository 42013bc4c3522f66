/** A reason not to start that the reader can act on; shown without a stack trace. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
