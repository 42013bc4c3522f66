import { StartError } from '../errors/start-error.js';

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 60 * 60, d: 24 * 60 * 60 };

/** A duration such as `30s`, `15m`, `24h` or `7d`, in seconds; a StartError about the setting of that name if it is none. */
export function secondsOf(setting: string, duration: string): number {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(duration.trim()) ?? [];
  const seconds = Number(amount) * (unitSeconds[unit ?? ''] ?? Number.NaN);
  if (!(seconds > 0)) {
    throw new StartError(`${setting} must be a duration such as 30s, 15m or 24h, not "${duration}".`);
  }
  return seconds;
}
