import { timeProblem } from './time.js';

/** When a courier promises to arrive. Times are ISO 8601 in UTC; a promise of one moment begins and ends with it. */
export interface DeliveryWindow {
  readonly from: string;
  readonly until: string;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** A longer window promises nothing. */
export const MAX_WINDOW_DAYS = 14;

/** A window that ends later than this many days from its report is a mistake of its sender. */
export const MAX_DAYS_AHEAD = 366;

/** What is wrong with the shape of a window from outside, or null. */
export function windowProblem(window: unknown): string | null {
  if (typeof window !== 'object' || window === null || Array.isArray(window)) {
    return 'must have two times: from and until';
  }
  const { from, until } = window as Partial<Record<keyof DeliveryWindow, unknown>>;
  for (const [name, time] of Object.entries({ from, until })) {
    const problem = timeProblem(time);
    if (problem !== null) return `has a wrong time: ${name} ${problem}`;
  }
  const length = Date.parse(until as string) - Date.parse(from as string);
  if (length < 0) return 'must not end before it begins';
  return length > MAX_WINDOW_DAYS * DAY_MS ? `must not be longer than ${MAX_WINDOW_DAYS} days` : null;
}

/** What is wrong with the end of a window that is reported now, or was at an earlier time; null: nothing. */
export function promiseProblem(until: string, now: string, reportedAt: string | null): string | null {
  // A report dated in the future is judged as of now.
  const asOf = Math.min(Date.parse(now), Date.parse(reportedAt ?? now));
  const ahead = Date.parse(until) - asOf;
  if (ahead <= 0) return 'must not be in the past';
  return ahead > MAX_DAYS_AHEAD * DAY_MS ? `must end within ${MAX_DAYS_AHEAD} days` : null;
}
