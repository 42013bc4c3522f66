/** The names by which the API and the workers start and signal the workflow of a webhook. */
export const WEBHOOK_WORKFLOW = 'webhook';

/** A manager changed the webhook: look at it again, without waiting for the next attempt. */
export const CHANGED_SIGNAL = 'changed';

/** The PostgreSQL channel on which changes of webhooks are announced; the payload is the webhook's id. */
export const WEBHOOK_CHANGES_CHANNEL = 'webhook_changes';

export function webhookWorkflowIdOf(webhookId: string): string {
  return `webhook:${webhookId}`;
}
