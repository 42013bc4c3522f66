/** How the pauses between tries grow, in milliseconds. */
export interface Backoff {
  readonly first: number;
  readonly longest: number;
  /** By what a pause is longer than the one before; 2 when not given. */
  readonly growth?: number;
}

/**
 * How long to wait after so many failures, in milliseconds: longer each time, and between half and all of that, so that
 * those who failed alike never try again in step.
 */
export function pauseAfter(
  failures: number,
  { first, longest, growth = 2 }: Backoff,
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(first * growth ** (failures - 1), longest);
  return Math.round(ceiling * (0.5 + random() / 2));
}
