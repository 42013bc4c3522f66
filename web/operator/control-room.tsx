import { useLiveOrders } from '../client/use-live-orders.js';
import type { OrderStatus } from '../generated/graphql.js';
import { Blank, Skeleton } from '../parts/blank.js';
import { idInPath } from '../parts/id-in-path.js';
import { OrderRow } from '../parts/order-row.js';
import type { Series } from './chart.js';
import { Chart } from './chart.js';
import { CourierControls } from './courier-controls.js';
import { LoadControls } from './load-controls.js';
import type { Stats } from './use-stats.js';
import { useStats } from './use-stats.js';

const openStatuses: readonly OrderStatus[] = ['PENDING', 'PROCESSING', 'CUSTOMER_ACTION_REQUIRED'];

type Figure = Exclude<keyof Stats, 'at' | '__typename' | ' $fragmentName'>;

/** Load on demand, live figures, and the open orders. */
export function ControlRoom() {
  const history = useStats();
  const series = (name: string, figure: Figure, colour: string): Series => ({
    name,
    colour,
    points: history.flatMap((stats) => {
      const value = stats[figure];
      return value == null ? [] : [[Date.parse(stats.at), value] as const];
    }),
  });
  return (
    <main className="page" id="main">
      <header className="page-head">
        <h1>Control room</h1>
      </header>
      <div className="controls">
        <LoadControls />
        <CourierControls />
      </div>
      <div className="charts">
        <Chart
          title="Throughput"
          unit="Orders a second, mean of 30 s"
          figures="rates"
          series={[
            series('Accepted', 'acceptRate', 'var(--operator)'),
            series('Completed', 'completeRate', 'var(--done)'),
          ]}
        />
        <Chart
          title="Latency"
          unit="Milliseconds until this API process answered an operation, over 30 s"
          figures="counts"
          series={[
            series('Median', 'latencyP50', 'var(--courier)'),
            series('99th percentile', 'latencyP99', 'var(--wait)'),
          ]}
        />
        <Chart
          title="Errors"
          unit="Errors a second that this API process sent to clients, over 30 s"
          figures="rates"
          series={[series('Errors', 'errorRate', 'var(--bad)')]}
        />
        <Chart
          title="Open orders"
          unit="Orders"
          figures="counts"
          series={[series('Open', 'openOrders', 'var(--customer)')]}
        />
        <Chart
          title="Backlog"
          unit="Tasks that wait for a worker, all queues"
          figures="counts"
          series={[series('Waiting', 'backlog', 'var(--wait)')]}
        />
        <Chart
          title="Workers and watchers"
          unit="Live pollers of all queues; subscriptions at this API process"
          figures="counts"
          series={[
            series('Pollers', 'workers', 'var(--courier)'),
            series('Watchers', 'subscribers', 'var(--manager)'),
          ]}
        />
      </div>
      <OpenOrders />
    </main>
  );
}

function OpenOrders() {
  const { edges } = useLiveOrders({
    where: { status: openStatuses },
    sort: 'PLACED_AT_DESC',
    size: 12,
    after: null,
  });
  return (
    <section className="stack" aria-labelledby="open-orders">
      <h2 id="open-orders">Open orders, the newest</h2>
      {edges === null && <Skeleton rows={3} />}
      {edges?.length === 0 && (
        <Blank title="Nothing is open">
          <p>Start the load, or order something as a customer.</p>
        </Blank>
      )}
      {edges !== null && edges.length > 0 && (
        <ul className="rows">
          {edges.map(({ node }) => (
            <OrderRow key={node.id} order={node} to={`/orders/${idInPath(node.id)}`} showCustomer>
              {node.workflowUrl != null && (
                <a className="small" href={node.workflowUrl} target="_blank" rel="noreferrer">
                  Workflow<span className="hidden-visually"> of {node.id} in Temporal</span> ↗
                </a>
              )}
            </OrderRow>
          ))}
        </ul>
      )}
    </section>
  );
}
