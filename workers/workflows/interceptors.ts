import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

const RESERVED = '__temporal_';

/**
 * Drops signals whose names the SDK keeps to itself: it would throw at them, and a signal that anybody can send
 * would fail the workflow task forever.
 */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  internals: [
    {
      activate: (input, next) => {
        const { activation } = input;
        const jobs = activation.jobs?.filter((job) => !job.signalWorkflow?.signalName?.startsWith(RESERVED));
        return next({ ...input, activation: Object.assign(activation, { jobs }) });
      },
    },
  ],
});
