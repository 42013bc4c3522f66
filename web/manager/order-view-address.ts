import type { PageSort } from '../client/list-order.js';
import type { OrderFilter, OrderStatus } from '../generated/graphql.js';

export const statuses: readonly OrderStatus[] = [
  'PENDING',
  'PROCESSING',
  'CUSTOMER_ACTION_REQUIRED',
  'COMPLETED',
  'PARTIALLY_COMPLETED',
  'FAILED',
  'CANCELLED',
  'TIMED_OUT',
];

export const sorts: Record<PageSort, string> = {
  PLACED_AT_DESC: 'Newest first',
  PLACED_AT_ASC: 'Oldest first',
  UPDATED_AT_DESC: 'Last moved first',
  UPDATED_AT_ASC: 'Longest unmoved first',
};

const hour = 3_600_000;
/** In milliseconds; null: from a day to a day. */
const periods = { hour, day: 24 * hour, week: 168 * hour, days: null } as const;

export type Period = keyof typeof periods;

/** The manager's filters, as stored in the page's address. */
export interface OrderView {
  readonly status: readonly OrderStatus[];
  readonly search: string;
  readonly sort: PageSort;
  readonly period: Period | null;
  /** Days of the reader's calendar (2026-11-25), both of them included; empty: open. */
  readonly from: string;
  readonly to: string;
  /** Only orders of which a parcel is late. */
  readonly late: boolean;
  /** Exactly this customer; empty: any. */
  readonly customer: string;
}

/** Reads the filters from the address; ignores invalid ones. */
export function readOrderView(search: URLSearchParams): OrderView {
  const sort = search.get('sort') as PageSort | null;
  const period = search.get('period');
  return {
    status: statuses.filter((status) => search.getAll('status').includes(status)),
    search: search.get('search') ?? '',
    sort: sort !== null && Object.hasOwn(sorts, sort) ? sort : 'PLACED_AT_DESC',
    period: period !== null && Object.hasOwn(periods, period) ? (period as Period) : null,
    from: dayIn(search.get('from')),
    to: dayIn(search.get('to')),
    late: search.get('late') === 'yes',
    customer: search.get('customer') ?? '',
  };
}

/** Writes the filters to the address, without defaults. */
export function writeOrderView(view: OrderView): URLSearchParams {
  const written = new URLSearchParams(view.status.map((one): [string, string] => ['status', one]));
  if (view.search !== '') written.set('search', view.search);
  if (view.sort !== 'PLACED_AT_DESC') written.set('sort', view.sort);
  if (view.period !== null) written.set('period', view.period);
  if (view.period === 'days' && view.from !== '') written.set('from', view.from);
  if (view.period === 'days' && view.to !== '') written.set('to', view.to);
  if (view.late) written.set('late', 'yes');
  if (view.customer !== '') written.set('customer', view.customer);
  return written;
}

/** The filters as input for the API. */
export function filterOf(view: OrderView, now: number): OrderFilter {
  const { status, search, late, customer } = view;
  // Not trimmed during typing: a space in the middle is at the end when it is typed.
  const sought = search.trim();
  return {
    ...(status.length === 0 ? {} : { status }),
    ...(late ? { isLate: true } : {}),
    ...(sought === '' ? {} : { search: sought }),
    ...(customer === '' ? {} : { customerId: customer }),
    ...placedIn(view, now),
  };
}

function placedIn({ period, from, to }: OrderView, now: number): OrderFilter {
  if (period === null) return {};
  const length = periods[period];
  if (length !== null) return { placedAfter: new Date(now - length).toISOString() };
  return {
    // The first moment of the day belongs to it.
    ...(isAsked(from) ? { placedAfter: new Date(startOf(from, 0).getTime() - 1).toISOString() } : {}),
    ...(isAsked(to) ? { placedBefore: startOf(to, 1).toISOString() } : {}),
  };
}

/** Whether the day is one for the API, whose years have four digits: while 2026 is typed, the year is 0002 at first. */
function isAsked(day: string): boolean {
  return day > '1000' && day < '9999';
}

/** When the day starts in the reader's time zone, or this many days later; not always at midnight. */
function startOf(day: string, later: number): Date {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later);
}

/** The day, if it exists: `Date` reads 30 February as 2 March. */
function dayIn(text: string | null): string {
  if (text === null || !/^\d{4}-\d\d-\d\d$/.test(text)) return '';
  const start = new Date(text);
  return !Number.isNaN(start.getTime()) && start.toISOString().startsWith(text) ? text : '';
}
