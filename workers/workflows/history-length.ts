import { workflowInfo } from '@temporalio/workflow';

/** Whether to continue as new. Early: long histories replay slowly, and the server accepts at most 10,000 signals per run. */
export function isHistoryLong(): boolean {
  const { historyLength, historySize, continueAsNewSuggested } = workflowInfo();
  return continueAsNewSuggested || historyLength > 2_000 || historySize > 2_000_000;
}

/**
 * Whether to spare the history, since a step that does not end keeps the run from continuing as new. The server terminates a
 * workflow at 51,200 events or 50 MB, and each of 10,000 signals may still bring four events.
 */
export function isHistoryToBeSpared(): boolean {
  const { historyLength, historySize } = workflowInfo();
  return historyLength > 4_000 || historySize > 10_000_000;
}
