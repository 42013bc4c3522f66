import type { WorkflowClientInterceptor } from '@temporalio/client';
import { orderAttribute, withTrace } from '../../runtime/temporal/trace-header.js';
import type { Tracing } from '../../runtime/tracing/tracing.js';

/** A span for each call to a workflow. What it starts goes on in the same trace. */
export function traceCalls(tracing: Tracing): WorkflowClientInterceptor {
  const call = <Result>(name: string, workflowId: string | undefined, run: () => Promise<Result>) => {
    return tracing.span(name, { kind: 'client', attributes: orderAttribute(workflowId) }, run);
  };
  return {
    startWithDetails: (input, next) =>
      call(`StartWorkflow:${input.workflowType}`, input.options.workflowId, () =>
        next({ ...input, headers: withTrace(input.headers, tracing.carrier()) }),
      ),
    signal: (input, next) =>
      call(`SignalWorkflow:${input.signalName}`, input.workflowExecution.workflowId, () => next(input)),
    query: (input, next) =>
      call(`QueryWorkflow:${input.queryType}`, input.workflowExecution.workflowId, () => next(input)),
  };
}
