import { lookup } from 'node:dns/promises';
import type { MetricCounter, MetricGauge, MetricHistogram, MetricMeter } from '@temporalio/common';
import type { PrometheusMetricsExporter } from '@temporalio/worker';
import { listenError } from '../runtime/errors/listen-error.js';
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

const settings = { host: 'WORKER_HOST', port: '--metrics-port' };

/** Where metrics are served: the SDK takes no names. */
export async function metricsAddress(host: string, port: number): Promise<string> {
  try {
    const { address, family } = await lookup(host);
    return family === 6 ? `[${address}]:${port}` : `${address}:${port}`;
  } catch (error) {
    throw listenError(error, settings, host, port);
  }
}

/** What the SDK's native part says when it cannot listen, and Node's code for it. */
const codes = [
  [/address already in use/i, 'EADDRINUSE'],
  [/permission denied/i, 'EACCES'],
  [/assign requested address/i, 'EADDRNOTAVAIL'],
] as const;

/** Explains why the SDK cannot serve metrics there; any other error is returned unchanged. */
export function metricsError(error: unknown, host: string, port: number): unknown {
  const [, code] = codes.find(([words]) => words.test(String(error))) ?? [];
  return code === undefined ? error : listenError({ code }, settings, host, port);
}
