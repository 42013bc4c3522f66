/** One metric of ours. Its name ends with its unit, and with `_total` for what only grows, as Prometheus has it. */
export interface Metric {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly meaning: string;
  readonly servedBy: 'API' | 'worker';
  readonly labels?: readonly string[];
  /** Upper bounds, of a histogram. */
  readonly buckets?: readonly number[];
}

const fast = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const slow = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * Every metric of ours. A new one needs an entry here and a place that counts it: docs/operations.md follows, and
 * dashboards and alerts are tested against what is served. The values of a label come from a fixed set, never from a client.
 */
export const metrics = {
  api_operation_duration_seconds: {
    kind: 'histogram',
    meaning:
      'time until an operation was answered, including the wait for its turn; for a subscription, until it was opened. `operation` is the name of a trusted document, else `other`; `transport` is `http` or `websocket`',
    servedBy: 'API',
    labels: ['transport', 'type', 'operation'],
    buckets: fast,
  },
  api_operation_cost_total: {
    kind: 'counter',
    meaning: 'cost of the operations that were admitted',
    servedBy: 'API',
    labels: ['operation'],
  },
  api_errors_total: {
    kind: 'counter',
    meaning: 'errors sent to clients, including refusals, by code',
    servedBy: 'API',
    labels: ['transport', 'code'],
  },
  api_sockets: { kind: 'gauge', meaning: 'open WebSockets', servedBy: 'API' },
  api_socket_buffered_bytes: {
    kind: 'gauge',
    meaning: 'bytes that wait for slow clients',
    servedBy: 'API',
  },
  api_socket_messages_total: {
    kind: 'counter',
    meaning: 'messages `received` and `sent` over WebSockets',
    servedBy: 'API',
    labels: ['direction'],
  },
  api_socket_closes_total: {
    kind: 'counter',
    meaning: 'closed WebSockets, by close code; `refused` were never opened',
    servedBy: 'API',
    labels: ['code'],
  },
  api_drops_total: {
    kind: 'counter',
    meaning:
      'what slow clients missed: a `state` replaced by a newer one, `list` changes replaced by a RESYNC, a `socket` that was closed',
    servedBy: 'API',
    labels: ['what'],
  },
  api_subscriptions: { kind: 'gauge', meaning: 'live subscriptions', servedBy: 'API' },
  api_watched_orders: { kind: 'gauge', meaning: 'orders that are watched or waited for', servedBy: 'API' },
  api_listening: {
    kind: 'gauge',
    meaning: 'whether changes reach this process: 1 or 0',
    servedBy: 'API',
  },
  temporal_request_total: {
    kind: 'counter',
    meaning: "calls to Temporal, each attempt (the workers' SDK serves the same)",
    servedBy: 'API',
    labels: ['operation'],
  },
  temporal_request_failure_total: {
    kind: 'counter',
    meaning: 'failed calls to Temporal, by gRPC status',
    servedBy: 'API',
    labels: ['operation', 'status_code'],
  },
  temporal_request_latency_seconds: {
    kind: 'histogram',
    meaning: 'duration of calls to Temporal',
    servedBy: 'API',
    labels: ['operation'],
    buckets: fast,
  },
  temporal_task_queue_workers: {
    kind: 'gauge',
    meaning:
      'workers that poll the queue. Read on demand, at most every 15 s; every API process serves the same value, so aggregate with the maximum',
    servedBy: 'API',
    labels: ['task_queue'],
  },
  temporal_task_queue_backlog: {
    kind: 'gauge',
    meaning: 'tasks that wait for a worker; read and aggregated like `temporal_task_queue_workers`',
    servedBy: 'API',
    labels: ['task_queue'],
  },
  orders_open: {
    kind: 'gauge',
    meaning:
      'orders whose status is not final, by status; read and aggregated like `temporal_task_queue_workers`',
    servedBy: 'API',
    labels: ['status'],
  },
  read_model_notify_lag_seconds: {
    kind: 'histogram',
    meaning: "time from a worker's notification until the API process has it, by the clocks of both",
    servedBy: 'API',
    buckets: slow,
  },
  webhooks: {
    kind: 'gauge',
    meaning: 'webhooks, by status; read and aggregated like `temporal_task_queue_workers`',
    servedBy: 'API',
    labels: ['status'],
  },
  webhook_oldest_undelivered_seconds: {
    kind: 'gauge',
    meaning:
      'age of the oldest event that a receiver has yet to accept; 0 when there is none. Webhooks that are down count, those that a manager paused do not; read and aggregated like `temporal_task_queue_workers`',
    servedBy: 'API',
  },
  read_model_publish_lag_seconds: {
    kind: 'histogram',
    meaning: 'time from a change of an order until it is in the read model',
    servedBy: 'worker',
    buckets: slow,
  },
  read_model_oldest_unpublished_seconds: {
    kind: 'gauge',
    meaning: 'age of the oldest change that this worker has yet to store; 0 when there is none',
    servedBy: 'worker',
  },
  orders_placed_total: { kind: 'counter', meaning: 'orders whose items were reserved', servedBy: 'worker' },
  orders_closed_total: {
    kind: 'counter',
    meaning: 'closed orders, by their last status',
    servedBy: 'worker',
    labels: ['status'],
  },
  payments_charged_total: { kind: 'counter', meaning: 'charged fulfillments', servedBy: 'worker' },
  payments_charged_minor_units_total: {
    kind: 'counter',
    meaning: 'what was charged, in minor units (cents)',
    servedBy: 'worker',
  },
  payments_declined_total: {
    kind: 'counter',
    meaning: 'declined charges, by decline code',
    servedBy: 'worker',
    labels: ['code'],
  },
  payments_refunded_total: { kind: 'counter', meaning: 'refunded fulfillments', servedBy: 'worker' },
  payments_refunded_minor_units_total: {
    kind: 'counter',
    meaning: 'what was refunded, in minor units (cents)',
    servedBy: 'worker',
  },
  webhook_deliveries_total: {
    kind: 'counter',
    meaning: 'attempts to deliver an event to a receiver: `delivered` or `failed`',
    servedBy: 'worker',
    labels: ['outcome'],
  },
  webhook_delivery_lag_seconds: {
    kind: 'histogram',
    meaning: 'time from an event until its receiver accepted it; after a replay, since the event itself',
    servedBy: 'worker',
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 600, 3_600],
  },
} as const satisfies Readonly<Record<string, Metric>>;

export type MetricName = keyof typeof metrics;

/** The names of the metrics of a kind that a process serves. */
export type MetricsOf<By extends Metric['servedBy'], Kind extends Metric['kind']> = {
  [Name in MetricName]: (typeof metrics)[Name] extends { readonly servedBy: By; readonly kind: Kind }
    ? Name
    : never;
}[MetricName];
