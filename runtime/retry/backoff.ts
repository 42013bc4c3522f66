/** Exponential backoff, in milliseconds. */
export interface Backoff {
  readonly first: number;
  readonly longest: number;
  /** The factor from one pause to the next; 2 by default. */
  readonly growth?: number;
}

/**
 * How long to wait after this many failures, in milliseconds. Random between half and all of the pause, so that processes
 * that failed together do not retry in step.
 */
export function pauseAfter(
  failures: number,
  { first, longest, growth = 2 }: Backoff,
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(first * growth ** (failures - 1), longest);
  return Math.round(ceiling * (0.5 + random() / 2));
}
