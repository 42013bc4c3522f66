import type { PromisedWindow } from '../parts/expected.js';

/** A delivery window as form fields: a day and two times, in the courier's own time zone. */
export interface WindowFields {
  /** As `<input type="date">` has it. */
  readonly day: string;
  /** As `<input type="time">` has it. */
  readonly from: string;
  readonly until: string;
}

/**
 * The likely new window of a delayed parcel: the same hours tomorrow, or the day after the promised one if that is
 * later.
 */
export function likelyWindow(promised: PromisedWindow | null, now: Date): WindowFields {
  const last = promised ? new Date(promised.until) : now;
  const day = new Date(Math.max(last.getTime(), now.getTime()));
  day.setDate(day.getDate() + 1);
  const isOfOneDay =
    promised !== null &&
    promised.from !== promised.until &&
    new Date(promised.from).toDateString() === last.toDateString();
  const hours = isOfOneDay
    ? { from: timeOf(new Date(promised.from)), until: timeOf(last) }
    : { from: '09:00', until: '12:00' };
  return { day: dateOf(day), ...hours };
}

/** The window that the fields describe, or what is wrong with them. */
export function windowOfFields({ day, from, until }: WindowFields, now: Date): PromisedWindow | string {
  const [begin, end] = [new Date(`${day}T${from}`), new Date(`${day}T${until}`)];
  if (Number.isNaN(begin.getTime()) || Number.isNaN(end.getTime())) return 'Enter a day and two times.';
  if (end < begin) return 'The end must not be before the start.';
  if (end <= now) return 'This time has passed: enter when it will come.';
  return { from: begin.toISOString(), until: end.toISOString() };
}

/** The day, as `<input type="date">` takes it. */
export function dateOf(date: Date): string {
  return `${date.getFullYear()}-${padded(date.getMonth() + 1)}-${padded(date.getDate())}`;
}

function timeOf(date: Date): string {
  return `${padded(date.getHours())}:${padded(date.getMinutes())}`;
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}
