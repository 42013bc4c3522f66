import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { getActivator } from '@temporalio/workflow/lib/global-attributes.js';
import { carryTrace } from './carry-trace.js';
import { discardUncommitted } from './discard-uncommitted.js';

const RESERVED = '__temporal_';

/** The signal that tells an order that `temporal workflow reset` has taken it back. Nobody outside can send it. */
export const RESET_SIGNAL = 'order-was-reset';

/**
 * Drops signals whose names the SDK keeps to itself: it would throw at them, and a signal that anybody can send
 * would fail the workflow task forever. And turns a reset into a signal: where the new run departs from the old one, the
 * Temporal Service gives it another random seed, which is the only trace of a reset that a workflow can see.
 */
export const interceptors: WorkflowInterceptorsFactory = () => {
  let { randomnessSeed } = getActivator();
  return {
    ...carryTrace(),
    internals: [
      discardUncommitted(),
      {
        activate: (input, next) => {
          const { activation } = input;
          const jobs = activation.jobs?.filter(
            ({ signalWorkflow }) => !isInternal(signalWorkflow?.signalName ?? ''),
          );
          const wasReset = getActivator().randomnessSeed !== randomnessSeed;
          if (wasReset) jobs?.push(resetJob as (typeof jobs)[number]);
          randomnessSeed = getActivator().randomnessSeed;
          return next({ ...input, activation: Object.assign(activation, { jobs }) });
        },
      },
    ],
  };
};

const resetJob = { variant: 'signalWorkflow', signalWorkflow: { signalName: RESET_SIGNAL, input: [] } };

function isInternal(signalName: string): boolean {
  return signalName.startsWith(RESERVED) || signalName === RESET_SIGNAL;
}
