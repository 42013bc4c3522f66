import type { Headers, Payload } from '@temporalio/common';
import type { Sinks, WorkflowInterceptors } from '@temporalio/workflow';
import { proxySinks } from '@temporalio/workflow';
import { TRACE_HEADER } from '../../schema/contract/order-workflow.js';

/** What an order tells its worker, outside of the sandbox. */
export interface OrderSinks extends Sinks {
  readonly trace: {
    /** The run has ended, which this span caused. */
    ended(cause: Payload): void;
  };
}

/**
 * Passes the trace that an order was started in on to its activities: all of an order is one trace. An order without one
 * pays nothing. It awaits nothing, so that orders replay the same with traces and without.
 */
export function carryTrace(): WorkflowInterceptors {
  const sinks = proxySinks<OrderSinks>();
  let cause: Payload | undefined;
  const caused = <Input extends { readonly headers: Headers }>(input: Input): Input =>
    cause === undefined ? input : { ...input, headers: { ...input.headers, [TRACE_HEADER]: cause } };
  return {
    inbound: [
      {
        execute(input, next) {
          const given = input.headers[TRACE_HEADER];
          cause = given;
          const running = next(input);
          if (given !== undefined) {
            const tell = () => sinks.trace.ended(given);
            void running.then(tell, tell);
          }
          return running;
        },
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next(caused(input)),
        continueAsNew: (input, next) => next(caused(input)),
      },
    ],
  };
}
