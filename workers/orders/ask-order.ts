import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { CHECK_LATENESS_SIGNAL } from '../../schema/contract/order-workflow.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import type { LateCheckDependencies } from './ask-overdue.js';

/** Less than the time of the activity, so that one hanging call delays only its own order. */
const DEADLINE_MS = 2_000;

/** Asks by a signal. */
export function createOrderAsker(client: Client): LateCheckDependencies['askOrder'] {
  return async (orderId) => {
    const order = client.workflow.getHandle(workflowIdOf(orderId));
    try {
      await client.withDeadline(Date.now() + DEADLINE_MS, () => order.signal(CHECK_LATENESS_SIGNAL));
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  };
}
