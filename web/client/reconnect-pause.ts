const longestPause = 2_000;

/** Milliseconds before a try: quick at first, for a restart takes a second or two; never more than two seconds. */
export function reconnectPause(attempt: number): number {
  // Some less for each, so that not all windows come at the same moment.
  return Math.min(longestPause, 100 * 2 ** attempt) * (0.7 + Math.random() * 0.3);
}
