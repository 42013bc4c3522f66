import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { WorkflowIdConflictPolicy } from '@temporalio/client';
import { reasonOf } from '../../runtime/errors/reason-of.js';
import { pauseAfter } from '../../runtime/retry/backoff.js';
import { WEBHOOK_WORKFLOW, webhookWorkflowIdOf } from '../../schema/contract/webhook-workflow.js';
import type { Database } from '../database.js';
import type { WorkerLog } from '../logger.js';

const active = { name: 'active-webhooks', text: `select id from webhooks where state = 'ACTIVE'` };

const backoff = { first: 1_000, longest: 60_000 };

/**
 * Makes sure that the workflow of every active webhook runs when a worker for them starts: the Temporal Service may have
 * been away when a manager created one, or have lost it.
 */
export async function startWebhooks(client: Client, database: Database, log: WorkerLog): Promise<void> {
  for (let failures = 1; ; failures++) {
    try {
      for (const { id } of await database.run<{ readonly id: string }>(active, [])) {
        await client.workflow.start(WEBHOOK_WORKFLOW, {
          workflowId: webhookWorkflowIdOf(id),
          taskQueue: 'orders',
          args: [id],
          workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
        });
      }
      return;
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'The workflows of webhooks could not be started');
      await sleep(pauseAfter(failures, backoff), undefined, { ref: false });
    }
  }
}
