import { cancellationSignal } from '@temporalio/activity';
import type { WebhookActivities } from '../../schema/contract/webhook-activities.js';
import type { WebhookDependencies } from './deliver-events.js';
import { deliverEvents } from './deliver-events.js';

/** The activities of the `webhooks` task queue. */
export function createWebhookActivities(dependencies: WebhookDependencies): WebhookActivities {
  return {
    deliverEvents: (webhookId) => deliverEvents(dependencies, String(webhookId), cancellationSignal()),
  };
}
