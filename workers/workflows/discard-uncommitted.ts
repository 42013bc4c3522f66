import type { ActivateInput, WorkflowInternalsInterceptor } from '@temporalio/workflow';

/** The id by which the SDK marks a query that comes outside of a workflow task. */
const LONE_QUERY = 'legacy_query';

/**
 * Keeps what a query has replayed out of the order's history. A query of an order that a worker does not hold is answered
 * by replaying every event so far, also those of a task that no worker has completed. The SDK holds on to that run, and when
 * the same events come again together with newer ones, only the newer are left to it: commands that a replay gives in
 * one step it has given in two, perhaps in another order, and the order would be stuck for good (TMPRL1100). Such a
 * run fails its next task: Temporal hands that out again, and the order is replayed from its history.
 *
 * An order that a worker has just taken over and that is queried before its second task there looks the same. It is
 * replayed once more than it needs to be.
 */
export function discardUncommitted(): Required<Pick<WorkflowInternalsInterceptor, 'activate'>> {
  let previous: ActivateInput['activation'] | undefined;
  let mayBeUncommitted = false;
  let isToDiscard = false;
  return {
    activate: (input, next) => {
      const { activation } = input;
      const queries = (activation.jobs ?? []).flatMap(({ queryWorkflow }) => queryWorkflow ?? []);
      if (queries.length < (activation.jobs?.length ?? 0)) {
        if (isToDiscard)
          throw new Error('A query has gone ahead of this order: it is replayed from its history.');
        mayBeUncommitted = previous !== undefined && isFirstAfterReplay(previous, activation);
        previous = activation;
      }
      isToDiscard ||= mayBeUncommitted && queries.some(({ queryId }) => queryId === LONE_QUERY);
      next(input);
    },
  };
}

function isFirstAfterReplay(
  previous: ActivateInput['activation'],
  now: ActivateInput['activation'],
): boolean {
  return previous.isReplaying === true && now.isReplaying !== true;
}
