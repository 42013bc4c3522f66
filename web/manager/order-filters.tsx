import type { OrderStatus } from '../generated/graphql.js';
import { SearchField } from '../parts/search-field.js';
import { orderStatusText } from '../parts/status-names.js';
import type { OrderView, Period } from './order-view-address.js';
import { sorts, statuses } from './order-view-address.js';

interface OrderFiltersProps {
  readonly view: OrderView;
  /** While the reader types, each letter changes the filter. */
  readonly onChange: (view: OrderView, isTyping: boolean) => void;
  readonly onTyped: () => void;
}

/** The filters above the list. */
export function OrderFilters({ view, onChange, onTyped }: OrderFiltersProps) {
  const choose = (change: Partial<OrderView>): void => onChange({ ...view, ...change }, false);
  const toggle = (status: OrderStatus): void =>
    choose({
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
            <input type="checkbox" checked={view.late} onChange={() => choose({ late: !view.late })} />
            Late only
          </label>
        </div>
      </fieldset>
      <div className="filter-fields">
        <SearchField
          label="Order, tracking number, recipient, product or customer"
          value={view.search}
          onType={(text) => onChange({ ...view, search: text }, true)}
          onBlur={onTyped}
        />
        <label className="field">
          <span>Placed</span>
          <select
            value={view.period ?? ''}
            onChange={(event) => choose({ period: (event.target.value || null) as Period | null })}
          >
            <option value="">At any time</option>
            <option value="hour">In the last hour</option>
            <option value="day">In the last day</option>
            <option value="week">In the last week</option>
            <option value="days">Between two days</option>
          </select>
        </label>
        <label className="field">
          <span>Sorted</span>
          <select
            value={view.sort}
            onChange={(event) => choose({ sort: event.target.value as OrderView['sort'] })}
          >
            {Object.entries(sorts).map(([sort, name]) => (
              <option key={sort} value={sort}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {view.period === 'days' && (
          <>
            <label className="field">
              <span>First day</span>
              <input
                type="date"
                value={view.from}
                max={view.to || undefined}
                onChange={(event) => choose({ from: event.target.value })}
              />
            </label>
            <label className="field">
              <span>Last day</span>
              <input
                type="date"
                value={view.to}
                min={view.from || undefined}
                onChange={(event) => choose({ to: event.target.value })}
              />
            </label>
          </>
        )}
      </div>
      {view.customer !== '' && (
        <p className="row">
          <span>
            Only orders of <strong>{view.customer}</strong>
          </span>
          <button
            type="button"
            className="button button-quiet button-small"
            onClick={() => choose({ customer: '' })}
          >
            Show all customers
          </button>
        </p>
      )}
    </search>
  );
}
