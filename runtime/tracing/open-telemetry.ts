import type { Context, Span } from '@opentelemetry/api';
import {
  context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ConsoleSpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { reasonOf } from '../errors/reason-of.js';
import { withoutSecrets } from '../errors/without-secrets.js';
import { within } from '../retry/time-limit.js';
import type { SpanOptions, Tracing } from './tracing.js';

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER } as const;

/** How long the end of the process waits for the last spans to be sent, in milliseconds. */
const CLOSING_TIME = 2_000;

/** Loaded only when tracing is on. OpenTelemetry reads everything but these arguments from the environment. */
export function startOpenTelemetry(
  exporter: 'otlp' | 'console',
  serviceName: string,
  headers: string | undefined,
  onProblem: (reason: string) => void,
): Tracing {
  setGlobalErrorHandler(atMostEachMinute((error) => onProblem(reasonOf(error))));
  // The setting may have come from a file.
  if (headers !== undefined) process.env.OTEL_EXPORTER_OTLP_HEADERS = headers;
  const processor =
    exporter === 'otlp'
      ? new BatchSpanProcessor(new OTLPTraceExporter())
      : new SimpleSpanProcessor(new ConsoleSpanExporter());
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': serviceName }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [processor],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const propagator = new W3CTraceContextPropagator();
  const tracer = provider.getTracer('order-management');

  function begin(name: string, { attributes, parent, kind }: SpanOptions, startTime?: Date) {
    const above: Context =
      parent === undefined
        ? context.active()
        : propagator.extract(ROOT_CONTEXT, parent, defaultTextMapGetter);
    const options = {
      ...(attributes && { attributes }),
      ...(kind && { kind: kinds[kind] }),
      ...(startTime && { startTime }),
    };
    const span = tracer.startSpan(name, options, above);
    return { span, within: trace.setSpan(above, span) };
  }

  return {
    isOn: true,
    async span(name, options, run) {
      const { span, within } = begin(name, options);
      try {
        return await context.with(within, run);
      } catch (error) {
        fail(span, error);
        throw error;
      } finally {
        span.end();
      }
    },
    add(name, options, from, to) {
      begin(name, options, from).span.end(to);
    },
    carrier() {
      const carrier: Record<string, string> = {};
      propagator.inject(context.active(), carrier, defaultTextMapSetter);
      return carrier.traceparent === undefined ? undefined : carrier;
    },
    place() {
      const { traceId, spanId } = trace.getActiveSpan()?.spanContext() ?? {};
      return traceId === undefined || spanId === undefined ? undefined : { traceId, spanId };
    },
    async close() {
      await within(CLOSING_TIME, provider.shutdown()).catch(() => {});
    },
  };
}

function atMostEachMinute(tell: (error: unknown) => void): (error: unknown) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    const now = performance.now();
    if (now - toldAt < 60_000) return;
    toldAt = now;
    tell(error);
  };
}

function fail(span: Span, error: unknown): void {
  const message = withoutSecrets(reasonOf(error));
  span.setStatus({ code: SpanStatusCode.ERROR, message });
  span.recordException({ name: error instanceof Error ? error.name : 'Error', message });
}
