import {
  ApplicationFailure,
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { WebhookActivities } from '../../schema/contract/webhook-activities.js';
import { CHANGED_SIGNAL, webhookWorkflowIdOf } from '../../schema/contract/webhook-workflow.js';
import { heartbeatTimeout, retry } from './activities.js';
import { retryForever } from './retry-forever.js';

const { deliverEvents } = proxyActivities<WebhookActivities>({
  taskQueue: 'webhooks',
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout,
  retry,
});

/** A round is about ten events, and a failed one a few more. */
const MAX_HISTORY = 1_000;

/**
 * Keeps a webhook's deliveries going, round after round, until it is deleted or paused: whoever resumes it starts it again.
 * The position, the secrets and the failures are in the database; this knows only when the next round is due.
 *
 * @throws ApplicationFailure (INVALID_WEBHOOK) under another workflow id: anybody may start a workflow with anything, and two
 *   of one webhook would take the rounds from each other
 */
export async function webhook(webhookId: string): Promise<void> {
  const { workflowId } = workflowInfo();
  if (workflowId !== webhookWorkflowIdOf(webhookId)) {
    const message = `The workflow id must be ${webhookWorkflowIdOf(webhookId)}, not ${workflowId}`;
    throw ApplicationFailure.nonRetryable(message, 'INVALID_WEBHOOK');
  }
  let isChanged = false;
  setHandler(defineSignal(CHANGED_SIGNAL), () => {
    isChanged = true;
  });
  while (workflowInfo().historyLength < MAX_HISTORY) {
    isChanged = false;
    const round = await retryForever(() => deliverEvents(webhookId));
    switch (round.outcome) {
      case 'ROUND_OVER':
        break;
      case 'FAILED':
        await condition(() => isChanged, round.pauseMilliseconds);
        break;
      case 'STOPPED':
        // It may have been resumed in the meantime.
        if (!isChanged) return;
        break;
      default:
        round satisfies never;
    }
  }
  await continueAsNew<typeof webhook>(webhookId);
}
