import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Metric, MetricName, MetricsOf } from '../../runtime/metrics/metrics.js';
import { metrics } from '../../runtime/metrics/metrics.js';
import { errorCodes } from '../errors/api-errors.js';
import { RecentOperations } from './recent-operations.js';

/** How an operation came. */
export type Transport = 'http' | 'websocket';

/** What an operation is called in metrics: the names are those of trusted documents, however many clients send others. */
export interface OperationLabels {
  readonly type: string;
  readonly operation: string;
}

type Counters = Readonly<Record<MetricsOf<'API', 'counter'>, Counter>>;
type Histograms = Readonly<Record<MetricsOf<'API', 'histogram'>, Histogram>>;

const knownCodes: ReadonlySet<unknown> = new Set(errorCodes);

/** What an API process counts and times, for Prometheus. */
export class ApiMetrics {
  readonly registry = new Registry();
  readonly counters: Counters;
  readonly histograms: Histograms;
  /** For the operator's page. */
  readonly recent = new RecentOperations();

  constructor() {
    const registers = [this.registry];
    this.counters = this.#each('counter', (described) => new Counter({ ...described, registers }));
    this.histograms = this.#each('histogram', (described) => new Histogram({ ...described, registers }));
    this.#beginAtZero();
  }

  /** So that a first refusal or drop is seen to grow from 0. */
  #beginAtZero(): void {
    for (const what of ['state', 'list', 'socket']) this.counters.api_drops_total.inc({ what }, 0);
    for (const code of [...errorCodes, 'OTHER']) {
      for (const transport of ['http', 'websocket'])
        this.counters.api_errors_total.inc({ transport, code }, 0);
    }
    for (const operation of ['StartWorkflowExecution', 'SignalWorkflowExecution']) {
      this.counters.temporal_request_failure_total.inc({ operation, status_code: 'UNAVAILABLE' }, 0);
    }
    for (const code of ['refused', 'other']) this.counters.api_socket_closes_total.inc({ code }, 0);
  }

  /** Serves the gauge with what is read at each scrape; what cannot be read then is left out. */
  gauge(name: MetricsOf<'API', 'gauge'>, read: (gauge: Gauge) => void | Promise<void>): void {
    const gauge: Gauge = new Gauge({
      ...describe(name),
      registers: [this.registry],
      collect: async () => {
        gauge.reset();
        // One without labels is 0 once it is reset.
        await Promise.resolve(read(gauge)).catch(() => gauge.remove({}));
      },
    });
  }

  /** Counts an error that a client is shown. */
  countError(transport: Transport, code: unknown): void {
    this.recent.countError();
    this.counters.api_errors_total.inc({ transport, code: knownCodes.has(code) ? String(code) : 'OTHER' });
  }

  /** Counts an operation that was let in. The returned function is called when it is answered. */
  begin(transport: Transport, labels: OperationLabels, cost: number): () => void {
    this.counters.api_operation_cost_total.inc({ operation: labels.operation }, cost);
    const start = performance.now();
    return () => {
      const milliseconds = performance.now() - start;
      this.recent.count(milliseconds);
      this.histograms.api_operation_duration_seconds.observe({ transport, ...labels }, milliseconds / 1_000);
    };
  }

  #each<Kind extends 'counter' | 'histogram', Made>(
    kind: Kind,
    make: (described: ReturnType<typeof describe>) => Made,
  ): Readonly<Record<MetricsOf<'API', Kind>, Made>> {
    const all = Object.entries<Metric>(metrics) as readonly (readonly [MetricName, Metric])[];
    const named = all.filter(([, metric]) => metric.servedBy === 'API' && metric.kind === kind);
    return Object.fromEntries(named.map(([name]) => [name, make(describe(name))])) as Record<
      MetricsOf<'API', Kind>,
      Made
    >;
  }
}

function describe(name: MetricName) {
  const { meaning, labels = [], buckets }: Metric = metrics[name];
  return { name, help: meaning, labelNames: [...labels], ...(buckets && { buckets: [...buckets] }) };
}
