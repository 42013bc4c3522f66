const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** A time outside of these years is a mistake of its sender. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;

/**
 * What is wrong with a time from outside, or null. It needs a zone, or its meaning would depend on the machine that reads
 * it, and a day that exists, since `Date` reads 30 February as 2 March.
 */
export function timeProblem(time: unknown): string | null {
  const [, year = '', month = '', day = ''] = (typeof time === 'string' && RFC_3339.exec(time)) || [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (year === '' || date.getUTCMonth() + 1 !== Number(month) || date.getUTCDate() !== Number(day)) {
    return 'must be an RFC 3339 time, such as 2026-03-14T09:26:53Z';
  }
  const utcYear = new Date(time as string).getUTCFullYear();
  if (utcYear < FIRST_YEAR || utcYear > LAST_YEAR) {
    return `must lie in the years ${FIRST_YEAR} to ${LAST_YEAR}`;
  }
  return null;
}
