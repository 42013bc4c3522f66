import { ActivityFailure, sleep } from '@temporalio/workflow';

/**
 * Does a step that must not be given up: what undoes, and what tells the read model. Its activity retries by
 * itself; when it failed for good all the same (an outside system's "never", somebody's `temporal activity
 * fail`), it is begun again a minute later, until somebody has mended what is wrong.
 */
export async function retryForever<Result>(step: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      await sleep('1 minute');
    }
  }
}
