import { InterceptingCall, status as statusCodes } from '@grpc/grpc-js';
import type { ConnectionOptions } from '@temporalio/client';
import type { ApiMetrics } from '../metrics/api-metrics.js';

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];

/** Counts and times every attempt of a call, under the names that the SDK of the workers has for the same. */
export function measuring({ counters, histograms }: ApiMetrics): Interceptor {
  return (options, next) => {
    const operation = options.method_definition.path.split('/').at(-1) ?? '';
    const call = new InterceptingCall(next(options), {
      start(metadata, _listener, go) {
        const start = performance.now();
        counters.temporal_request_total.inc({ operation });
        go(metadata, {
          onReceiveStatus(status, tell) {
            const seconds = (performance.now() - start) / 1_000;
            histograms.temporal_request_latency_seconds.observe({ operation }, seconds);
            if (status.code !== statusCodes.OK) {
              const status_code = statusCodes[status.code] ?? 'UNKNOWN';
              counters.temporal_request_failure_total.inc({ operation, status_code });
            }
            tell(status);
          },
        });
      },
    });
    return call as ReturnType<Interceptor>;
  };
}
