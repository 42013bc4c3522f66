import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import protobuf from 'protobufjs';

/** The part of OpenTelemetry's protocol that the tests look at. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Traces { repeated OfResource resource_spans = 1; }
  message OfResource { Resource resource = 1; repeated OfScope scope_spans = 2; }
  message Resource { repeated Attribute attributes = 1; }
  message OfScope { repeated Span spans = 2; }
  message Span {
    bytes trace_id = 1; bytes span_id = 2; bytes parent_span_id = 4; string name = 5;
    repeated Attribute attributes = 9;
  }
  message Attribute { string key = 1; Value value = 2; }
  message Value { string string_value = 1; }
`);
const traces = root.lookupType('Traces');

interface Attributes {
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue: string } }[];
}

interface Exported {
  readonly resourceSpans: readonly {
    readonly resource: Attributes;
    readonly scopeSpans: readonly {
      readonly spans: readonly (Attributes &
        Readonly<Record<'traceId' | 'spanId' | 'parentSpanId', Buffer>> & { readonly name: string })[];
    }[];
  }[];
}

/** A span as a collector got it. */
export interface CollectedSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly orderId: string | undefined;
}

/** An OpenTelemetry collector that keeps what it gets. */
export interface TraceCollector extends AsyncDisposable {
  readonly endpoint: string;
  readonly spans: readonly CollectedSpan[];
}

export async function startTraceCollector(): Promise<TraceCollector> {
  const spans: CollectedSpan[] = [];
  const server = createServer(async (request, response) => {
    if (request.url === '/v1/traces') spans.push(...(await spansOf(request)));
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function spansOf(request: IncomingMessage): Promise<readonly CollectedSpan[]> {
  const { resourceSpans } = traces.decode(await buffer(request)) as unknown as Exported;
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        service: textOf(resource, 'service.name') ?? '',
        name: span.name,
        traceId: span.traceId.toString('hex'),
        spanId: span.spanId.toString('hex'),
        parentSpanId: span.parentSpanId.toString('hex'),
        orderId: textOf(span, 'order.id'),
      })),
    ),
  );
}

function textOf({ attributes }: Attributes, name: string): string | undefined {
  return attributes.find(({ key }) => key === name)?.value.stringValue;
}
