import type { WebhookRow } from './read-webhooks.js';

/** How a webhook is doing: the values of the GraphQL enum. */
export const webhookStatuses = ['ACTIVE', 'FAILING', 'PAUSED', 'DOWN'] as const;

export type WebhookStatus = (typeof webhookStatuses)[number];

export function webhookStatusOf({
  state,
  failing_since,
}: Pick<WebhookRow, 'state' | 'failing_since'>): WebhookStatus {
  switch (state) {
    case 'ACTIVE':
      return failing_since === null ? 'ACTIVE' : 'FAILING';
    case 'PAUSED':
    case 'DOWN':
      return state;
    default:
      return state satisfies never;
  }
}
