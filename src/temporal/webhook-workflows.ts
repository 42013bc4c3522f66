import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import {
  CHANGED_SIGNAL,
  WEBHOOK_WORKFLOW,
  webhookWorkflowIdOf,
} from '../../schema/contract/webhook-workflow.js';
import { isTemporalOutage } from './outage.js';

/** The workflows of webhooks on the Temporal Service. */
export interface WebhookWorkflows {
  /** Has the webhook looked at now, and keeps its workflow running. Throws in an outage. */
  run(webhookId: string): Promise<void>;
  /** Has it looked at now if its workflow runs. In an outage that is left to the workflow, which looks by itself later. */
  tell(webhookId: string): Promise<void>;
}

export class TemporalWebhookWorkflows implements WebhookWorkflows {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async run(webhookId: string): Promise<void> {
    await this.#client.workflow.signalWithStart(WEBHOOK_WORKFLOW, {
      workflowId: webhookWorkflowIdOf(webhookId),
      taskQueue: 'orders',
      args: [webhookId],
      signal: CHANGED_SIGNAL,
    });
  }

  async tell(webhookId: string): Promise<void> {
    try {
      await this.#client.workflow.getHandle(webhookWorkflowIdOf(webhookId)).signal(CHANGED_SIGNAL);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) && !isTemporalOutage(error)) throw error;
    }
  }
}
