interface Money {
  readonly amount: number;
  readonly currency: string;
}

const formats = new Map<string, Intl.NumberFormat>();

function moneyFormat(currency: string): Intl.NumberFormat {
  const known = formats.get(currency);
  if (known) return known;
  const made = new Intl.NumberFormat(undefined, { style: 'currency', currency });
  formats.set(currency, made);
  return made;
}

/** Minor units in a currency's name, as the reader writes them. */
export function money({ amount, currency }: Money): string {
  return moneyFormat(currency).format(amount / toMinorUnits(1, currency));
}

/** An amount as people write it, in the units in which the API counts. */
export function toMinorUnits(amount: number, currency: string): number {
  return Math.round(amount * 10 ** (moneyFormat(currency).resolvedOptions().maximumFractionDigits ?? 2));
}

/** The sum of prices; null where there are none. */
export function sum(amounts: readonly Money[]): Money | null {
  const [first] = amounts;
  if (first === undefined) return null;
  return { currency: first.currency, amount: amounts.reduce((total, { amount }) => total + amount, 0) };
}

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const exactClock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });
const wholeDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const hours = new Intl.DateTimeFormat(undefined, { hour: 'numeric' });
const whole = new Intl.NumberFormat();
const precise = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

function isToday(date: Date): boolean {
  return date.toDateString() === new Date().toDateString();
}

/** The time today, the day otherwise. */
export function shortTime(iso: string): string {
  const date = new Date(iso);
  return isToday(date) ? clock.format(date) : day.format(date);
}

/** To the second; with its day where that isn't today. */
export function exactTime(iso: string): string {
  const date = new Date(iso);
  return isToday(date) ? exactClock.format(date) : `${day.format(date)}, ${exactClock.format(date)}`;
}

/** The day alone. */
export function dayOf(iso: string): string {
  return day.format(new Date(iso));
}

/** "9 AM – 12 PM"; with minutes where they matter. */
export function hourRange(from: string, until: string): string {
  const ends = [new Date(from), new Date(until)] as const;
  const format = ends.every((end) => end.getMinutes() === 0) ? hours : clock;
  return format.formatRange(...ends);
}

/** The day in full words; "today" and "tomorrow" where it is. */
export function longDay(iso: string): string {
  const days = daysFromToday(iso);
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : wholeDay.format(new Date(iso));
}

/** The day in full, whenever it is. */
export function fullDay(iso: string): string {
  return wholeDay.format(new Date(iso));
}

/** The day with its year. */
export function wholeDate(iso: string): string {
  return date.format(new Date(iso));
}

/** How many calendar days from today; negative: it is past. */
export function daysFromToday(iso: string): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return (midnight(new Date(iso)) - midnight(new Date())) / 86_400_000;
}

/** Everything, for a title or a screen reader. */
export function fullTime(iso: string): string {
  return full.format(new Date(iso));
}

export function count(value: number): string {
  return whole.format(value);
}

export function rate(value: number): string {
  return precise.format(value);
}

/** "3 items", "1 item". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** How long something still lasts: "2 days", "4:05". */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  if (hours >= 48) return plural(Math.floor(hours / 24), 'day');
  const minutes = Math.floor((seconds % 3600) / 60);
  const padded = (value: number): string => String(value).padStart(2, '0');
  const tail = `${hours > 0 ? padded(minutes) : minutes}:${padded(seconds % 60)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** With a capital at its beginning and a stop at its end. */
export function sentence(text: string): string {
  const [first = ''] = text;
  const ends = /[.!?…]$/.test(text);
  return `${first.toUpperCase()}${text.slice(first.length)}${ends ? '' : '.'}`;
}
