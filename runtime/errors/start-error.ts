/** Why a process cannot start, for a reader who can act on it: shown line by line, without a stack trace. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
