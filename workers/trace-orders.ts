import { activityInfo } from '@temporalio/activity';
import type { ActivityInterceptorsFactory, InjectedSinks } from '@temporalio/worker';
import { carrierIn, orderAttribute } from '../runtime/temporal/trace-header.js';
import type { TracePlace, Tracing } from '../runtime/tracing/tracing.js';
import { TRACE_HEADER } from '../schema/contract/order-workflow.js';
import type { OrderSinks } from './workflows/carry-trace.js';

/** A span for each attempt of an activity, in the trace of its order; what the SDK logs of it says where. */
export function traceActivities(tracing: Tracing): ActivityInterceptorsFactory {
  return () => {
    let place: TracePlace | undefined;
    return {
      inbound: {
        execute(input, next) {
          const { activityType, attempt, taskQueue, workflowExecution } = activityInfo();
          const attributes = {
            ...orderAttribute(workflowExecution?.workflowId),
            'temporal.attempt': attempt,
            'temporal.task_queue': taskQueue,
          };
          const parent = carrierIn(input.headers[TRACE_HEADER]);
          return tracing.span(`RunActivity:${activityType}`, { kind: 'consumer', parent, attributes }, () => {
            place = tracing.place();
            return next(input);
          });
        },
      },
      outbound: { getLogAttributes: (input, next) => next({ ...input, ...place }) },
    };
  };
}

/** A span for each run of an order, added when it has ended. */
export function orderSinks(tracing: Tracing): InjectedSinks<OrderSinks> {
  return {
    trace: {
      ended: {
        fn({ workflowType, workflowId, runStartTime }, cause) {
          const options = { parent: carrierIn(cause), attributes: orderAttribute(workflowId) };
          tracing.add(`RunWorkflow:${workflowType}`, options, runStartTime, new Date());
        },
      },
    },
  };
}
