import type { WorkflowInternalsInterceptor } from '@temporalio/workflow';

/** The id by which the SDK marks a query that comes outside of a workflow task. */
const LONE_QUERY = 'legacy_query';

/**
 * Keeps what a query has replayed out of a workflow's history. A query of a workflow that a worker does not hold is
 * answered by replaying every event so far, also those of a task that no worker has completed. The SDK holds on to that
 * run, and when the same events come again together with newer ones, only the newer are left to it: commands that a replay
 * gives in one step it has given in two, perhaps in another order, and the workflow would be stuck for good (TMPRL1100).
 * Such a run fails its next task: Temporal hands that out again, and the workflow is replayed from its history.
 *
 * A workflow that a worker has just taken over and that is queried before its second task there looks the same. It is
 * replayed once more than it needs to be.
 */
export function discardUncommitted(): WorkflowInternalsInterceptor {
  let wasReplaying = false;
  let mayBeUncommitted = false;
  let isToDiscard = false;
  return {
    activate: (input, next) => {
      const { jobs, isReplaying } = input.activation;
      if (jobs?.some(({ queryWorkflow }) => !queryWorkflow)) {
        if (isToDiscard) {
          throw new Error('A query has gone ahead of this workflow: it is replayed from its history.');
        }
        mayBeUncommitted = wasReplaying && !isReplaying;
        wasReplaying = isReplaying === true;
      }
      isToDiscard ||=
        mayBeUncommitted && jobs?.some(({ queryWorkflow }) => queryWorkflow?.queryId === LONE_QUERY) === true;
      next(input);
    },
  };
}
