import type { TraceCarrier, Tracing } from '../../runtime/tracing/tracing.js';
import type { ApiMetrics, OperationLabels, Transport } from './api-metrics.js';

/** What sees each operation. */
export interface Observers {
  readonly metrics: ApiMetrics;
  readonly tracing: Tracing;
}

interface Observed {
  readonly labels: OperationLabels;
  readonly cost: number;
}

/**
 * Counts, times and traces an operation that was let in.
 *
 * @param parent what its client says that caused it
 */
export async function observeOperation<Result>(
  { metrics, tracing }: Observers,
  transport: Transport,
  { labels, cost }: Observed,
  run: () => Promise<Result>,
  parent?: TraceCarrier,
): Promise<Result> {
  const answered = metrics.begin(transport, labels, cost);
  const { type, operation } = labels;
  const attributes = { 'graphql.operation.type': type, 'graphql.operation.name': operation, transport };
  try {
    return await tracing.span(`${type} ${operation}`, { kind: 'server', parent, attributes }, run);
  } finally {
    answered();
  }
}
