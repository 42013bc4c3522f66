import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Feed } from '../feed/feed.js';
import type { RequestContext } from '../resolvers/context.js';

export interface Metrics {
  readonly registry: Registry;
  /** Times every operation over HTTP, and counts its errors. */
  readonly plugin: ApolloServerPlugin<RequestContext>;
  /** Counts the errors of a request that was refused before Apollo saw it. */
  countErrors(errors: readonly GraphQLFormattedError[]): void;
}

interface Measured {
  readonly feed: Feed;
  readonly sockets: { readonly size: number; readonly bufferedBytes: number };
}

/** The metrics of this process for Prometheus. */
export function createMetrics({ feed, sockets }: Measured): Metrics {
  const registry = new Registry();
  // Looked at each 10 ms, which is the default, the event loop's delay costs an idle process most of what it uses.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  const seconds = new Histogram({
    name: 'api_operation_seconds',
    help: 'Time that operations over HTTP take, by kind',
    labelNames: ['kind'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const errors = new Counter({
    name: 'api_errors_total',
    help: 'Top-level errors over HTTP, by code',
    labelNames: ['code'],
    registers: [registry],
  });
  gauge(registry, 'api_sockets', 'Open WebSockets', () => sockets.size);
  gauge(registry, 'api_buffered_bytes', 'Bytes that wait for slow clients', () => sockets.bufferedBytes);
  gauge(registry, 'api_subscriptions', 'Live subscriptions', () => feed.counts().streams);
  gauge(registry, 'api_watched_orders', 'Orders that are watched or waited for', () => feed.counts().orders);
  gauge(registry, 'api_listening', 'Whether changes reach this process', () => Number(feed.isListening()));
  const countErrors = (refusals: readonly GraphQLFormattedError[]) => {
    for (const { extensions } of refusals) errors.inc({ code: String(extensions?.code ?? 'NONE') });
  };
  return {
    registry,
    countErrors,
    plugin: {
      async requestDidStart() {
        const start = performance.now();
        return {
          async willSendResponse({ operation, response }) {
            const kind = operation?.operation ?? 'none';
            seconds.observe({ kind }, (performance.now() - start) / 1_000);
            if (response.body.kind !== 'single') return;
            countErrors(response.body.singleResult.errors ?? []);
          },
        };
      },
    },
  };
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}
