/** Names a span in other processes, as W3C Trace Context has it: `traceparent`, and perhaps `tracestate`. */
export type TraceCarrier = Readonly<Record<string, string>>;

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface SpanOptions {
  readonly attributes?: SpanAttributes;
  /** The cause, if it is in another process; otherwise the span that is active here is the parent. */
  readonly parent?: TraceCarrier | undefined;
  readonly kind?: 'server' | 'client' | 'consumer';
}

/** The place of something in its trace. */
export interface TracePlace {
  readonly traceId: string;
  readonly spanId: string;
}

/** What a process does, as spans of traces. */
export interface Tracing {
  readonly isOn: boolean;
  /** Runs the work in a span of this name, which ends with it; spans started meanwhile become its children. */
  span<Result>(name: string, options: SpanOptions, run: () => Promise<Result>): Promise<Result>;
  /** Adds a span that has already ended, with its start and end times. */
  add(name: string, options: SpanOptions, begin: Date, end: Date): void;
  /** The active span, for another process; undefined when there is none. */
  carrier(): TraceCarrier | undefined;
  /** The active span, for the log; undefined when there is none. */
  place(): TracePlace | undefined;
  /** Sends the remaining spans. */
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
