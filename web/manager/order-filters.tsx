import type { PageSort } from '../client/list-order.js';
import type { OrderFilter, OrderStatus } from '../generated/graphql.js';
import { orderStatusText } from '../parts/status-names.js';

const statuses: readonly OrderStatus[] = [
  'PENDING',
  'PROCESSING',
  'CUSTOMER_ACTION_REQUIRED',
  'COMPLETED',
  'PARTIALLY_COMPLETED',
  'FAILED',
  'CANCELLED',
  'TIMED_OUT',
];

const sorts: Record<PageSort, string> = {
  PLACED_AT_DESC: 'Newest first',
  PLACED_AT_ASC: 'Oldest first',
  UPDATED_AT_DESC: 'Last moved first',
  UPDATED_AT_ASC: 'Longest unmoved first',
};

const hour = 3_600_000;
const periods = { hour: hour, day: 24 * hour, week: 168 * hour } as const;

export type Period = keyof typeof periods;

/** The manager's filters, as stored in the page's address. */
export interface OrderView {
  readonly status: readonly OrderStatus[];
  readonly search: string;
  readonly sort: PageSort;
  readonly period: Period | null;
  /** Only orders of which a parcel is late. */
  readonly late: boolean;
}

/** Reads the filters from the address; ignores invalid ones. */
export function readOrderView(search: URLSearchParams): OrderView {
  const sort = search.get('sort') as PageSort | null;
  const period = search.get('period');
  return {
    status: statuses.filter((status) => search.getAll('status').includes(status)),
    search: search.get('search') ?? '',
    sort: sort !== null && sort in sorts ? sort : 'PLACED_AT_DESC',
    period: period !== null && period in periods ? (period as Period) : null,
    late: search.get('late') === 'yes',
  };
}

/** Writes the filters to the address, without defaults. */
export function writeOrderView({ status, search, sort, period, late }: OrderView): URLSearchParams {
  const written = new URLSearchParams(status.map((one) => ['status', one]));
  if (search !== '') written.set('search', search);
  if (sort !== 'PLACED_AT_DESC') written.set('sort', sort);
  if (period !== null) written.set('period', period);
  if (late) written.set('late', 'yes');
  return written;
}

/** The filters as input for the API. */
export function filterOf({ status, search, period, late }: OrderView, now: number): OrderFilter {
  // Not trimmed during typing: a space in the middle is at the end when it is typed.
  const sought = search.trim();
  return {
    ...(status.length === 0 ? {} : { status }),
    ...(late ? { isLate: true } : {}),
    ...(sought === '' ? {} : { search: sought }),
    ...(period === null ? {} : { placedAfter: new Date(now - periods[period]).toISOString() }),
  };
}

interface OrderFiltersProps {
  readonly view: OrderView;
  readonly onChange: (view: OrderView) => void;
}

/** The filters above the list. */
export function OrderFilters({ view, onChange }: OrderFiltersProps) {
  const toggle = (status: OrderStatus): void =>
    onChange({
      ...view,
      status: view.status.includes(status)
        ? view.status.filter((other) => other !== status)
        : [...view.status, status],
    });
  return (
    <search className="card filters">
      <fieldset>
        <legend>Status</legend>
        <div className="choices">
          {statuses.map((status) => (
            <label className="choice" key={status}>
              <input type="checkbox" checked={view.status.includes(status)} onChange={() => toggle(status)} />
              {orderStatusText(status)}
            </label>
          ))}
          <label className="choice">
            <input
              type="checkbox"
              checked={view.late}
              onChange={() => onChange({ ...view, late: !view.late })}
            />
            Late only
          </label>
        </div>
      </fieldset>
      <div className="filter-fields">
        <label className="field">
          <span>Order id begins with, customer or SKU</span>
          <input
            type="search"
            value={view.search}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => onChange({ ...view, search: event.target.value })}
          />
        </label>
        <label className="field">
          <span>Placed</span>
          <select
            value={view.period ?? ''}
            onChange={(event) => onChange({ ...view, period: (event.target.value || null) as Period | null })}
          >
            <option value="">At any time</option>
            <option value="hour">In the last hour</option>
            <option value="day">In the last day</option>
            <option value="week">In the last week</option>
          </select>
        </label>
        <label className="field">
          <span>Sorted</span>
          <select
            value={view.sort}
            onChange={(event) => onChange({ ...view, sort: event.target.value as PageSort })}
          >
            {Object.entries(sorts).map(([sort, name]) => (
              <option key={sort} value={sort}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
    </search>
  );
}
