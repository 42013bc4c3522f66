/** Names a span in other processes, as W3C Trace Context has it: `traceparent`, and perhaps `tracestate`. */
export type TraceCarrier = Readonly<Record<string, string>>;

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface SpanOptions {
  readonly attributes?: SpanAttributes;
  /** What caused it, where that is in another process; without it, the span that is active here. */
  readonly parent?: TraceCarrier | undefined;
  readonly kind?: 'server' | 'client' | 'consumer';
}

/** Where something is in its trace. */
export interface TracePlace {
  readonly traceId: string;
  readonly spanId: string;
}

/** What a process does, as spans of traces. */
export interface Tracing {
  readonly isOn: boolean;
  /** Runs it as a span of this name, which ends with it; spans begun meanwhile are below it. */
  span<Result>(name: string, options: SpanOptions, run: () => Promise<Result>): Promise<Result>;
  /** Adds a span that has ended, with when it began and ended. */
  add(name: string, options: SpanOptions, begin: Date, end: Date): void;
  /** The active span, for another process; undefined when there is none. */
  carrier(): TraceCarrier | undefined;
  /** The active span, for the log; undefined when there is none. */
  place(): TracePlace | undefined;
  /** Sends what is left. */
  close(): Promise<void>;
}

/** Traces nothing, and costs nothing. */
export const noTracing: Tracing = {
  isOn: false,
  span: (_name, _options, run) => run(),
  add: () => {},
  carrier: () => undefined,
  place: () => undefined,
  close: async () => {},
};
