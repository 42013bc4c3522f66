import type { MetricCounter, MetricGauge, MetricHistogram, MetricMeter } from '@temporalio/common';
import type { PrometheusMetricsExporter } from '@temporalio/worker';
import type { Metric, MetricName, MetricsOf } from '../runtime/metrics/metrics.js';
import { metrics } from '../runtime/metrics/metrics.js';

/** What a worker process counts and times, beside what the SDK does. */
export interface WorkerMetrics {
  readonly counters: Readonly<Record<MetricsOf<'worker', 'counter'>, MetricCounter>>;
  readonly histograms: Readonly<Record<MetricsOf<'worker', 'histogram'>, MetricHistogram>>;
  readonly gauges: Readonly<Record<MetricsOf<'worker', 'gauge'>, MetricGauge>>;
}

const all = Object.entries<Metric>(metrics) as readonly (readonly [MetricName, Metric])[];
const ours = all.filter(([, { servedBy }]) => servedBy === 'worker');

/** Creates our metrics on the SDK's meter, which serves them together with its own. */
export function createWorkerMetrics(meter: MetricMeter): WorkerMetrics {
  const of = <Made>(kind: Metric['kind'], make: (name: string, meaning: string) => Made) =>
    Object.fromEntries(
      ours
        .filter(([, metric]) => metric.kind === kind)
        .map(([name, { meaning }]) => [name, make(name, meaning)]),
    );
  return {
    // The exporter adds these endings.
    counters: of('counter', (name, meaning) =>
      meter.createCounter(name.replace(/_total$/, ''), undefined, meaning),
    ),
    histograms: of('histogram', (name, meaning) =>
      meter.createHistogram(name.replace(/_seconds$/, ''), 'float', 'seconds', meaning),
    ),
    gauges: of('gauge', (name, meaning) => meter.createGauge(name, 'float', undefined, meaning)),
  } as WorkerMetrics;
}

/** How metrics are served there: with the names and units that Prometheus recommends, and our buckets. */
export function prometheusExporter(bindAddress: string): PrometheusMetricsExporter {
  const histogramBucketOverrides: Record<string, number[]> = {};
  for (const [name, { buckets }] of ours) {
    if (buckets) histogramBucketOverrides[name.replace(/_seconds$/, '')] = [...buckets];
  }
  return {
    prometheus: {
      bindAddress,
      countersTotalSuffix: true,
      unitSuffix: true,
      useSecondsForDurations: true,
      histogramBucketOverrides,
    },
  };
}
