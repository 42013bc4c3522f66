import { ActivityFailure, sleep } from '@temporalio/workflow';
import { isHistoryToBeSpared } from './history-length.js';

/**
 * Runs a step that must not be given up: a compensation or a publication. Its activity retries on its own. If it still fails
 * for good (an outside system's permanent error, somebody's `temporal activity fail`), it is started again every minute
 * until somebody has fixed the cause; after some hours every hour.
 */
export async function retryForever<Result>(step: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      await sleep(isHistoryToBeSpared() ? '1 hour' : '1 minute');
    }
  }
}
