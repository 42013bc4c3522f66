import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { PayloadEncryption } from '../../runtime/temporal/payload-encryption.js';
import type { TemporalConfig } from '../../runtime/temporal/temporal-config.js';
import type { Tracing } from '../../runtime/tracing/tracing.js';
import type { ApiMetrics } from '../metrics/api-metrics.js';
import { withDeadline } from './deadlines.js';
import { measuring } from './measuring.js';
import { traceCalls } from './trace-calls.js';

/** How soon a lost connection is tried again, in milliseconds; gRPC's default is up to two minutes. */
const FIRST_RECONNECT = 100;
const LAST_RECONNECT = 1_000;

/** A refused call is tried again for about a second: callers learn of an outage within three. */
const retry = defaultGrpcRetryOptions({ maxAttempts: 4, factor: 1.6, initialIntervalMs: () => 100 });

/** What sees each call. */
interface Observers {
  readonly metrics: ApiMetrics;
  readonly tracing: Tracing;
}

/** A client that connects at its first use, and again whenever it must; nothing fails here. */
export function connectTemporal(
  { connectionOptions, namespace }: TemporalConfig,
  encryption: PayloadEncryption,
  { metrics, tracing }: Observers,
): Client {
  const connection = Connection.lazy({
    ...connectionOptions,
    interceptors: [withDeadline, makeGrpcRetryInterceptor(retry), measuring(metrics)],
    channelArgs: {
      'grpc.keepalive_permit_without_calls': 1,
      'grpc.keepalive_time_ms': 15_000,
      'grpc.keepalive_timeout_ms': 5_000,
      'grpc.initial_reconnect_backoff_ms': FIRST_RECONNECT,
      'grpc.min_reconnect_backoff_ms': FIRST_RECONNECT,
      'grpc.max_reconnect_backoff_ms': LAST_RECONNECT,
    },
  });
  return new Client({
    connection,
    namespace,
    dataConverter: { payloadCodecs: [encryption] },
    interceptors: { workflow: tracing.isOn ? [traceCalls(tracing)] : [] },
  });
}
