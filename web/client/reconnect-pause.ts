const longestPause = 2_000;

/** Milliseconds before an attempt: short at first, since a restart takes a second or two; at most two seconds. */
export function reconnectPause(attempt: number): number {
  // With jitter, so that not all windows reconnect at the same moment.
  return Math.min(longestPause, 100 * 2 ** attempt) * (0.7 + Math.random() * 0.3);
}
