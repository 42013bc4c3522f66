import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { askUntilAnswered } from '../api/ask.js';

const webhookFields = `id url description eventTypes status lastDeliveredAt previousSecretUntil
  failure { since attempts lastError lastAttemptAt nextAttemptAt }`;

/** A webhook as the API shows it. */
export interface ShownWebhook {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly eventTypes: readonly string[] | null;
  readonly status: string;
  readonly lastDeliveredAt: string | null;
  readonly previousSecretUntil: string | null;
  readonly failure: {
    readonly since: string;
    readonly attempts: number;
    readonly lastError: string;
    readonly nextAttemptAt: string | null;
  } | null;
}

export interface WebhookPayload {
  readonly webhook: ShownWebhook | null;
  readonly deletedWebhookId?: string | null;
  readonly secret?: string | null;
  readonly requestId: string;
  readonly userErrors: readonly {
    readonly code: string;
    readonly message: string;
    readonly field: unknown;
  }[];
}

const ownFields: Readonly<Record<string, string>> = {
  Create: `webhook { ${webhookFields} } secret`,
  SecretRotate: `webhook { ${webhookFields} } secret`,
  Delete: 'deletedWebhookId',
};

/** Asks for a change of webhooks, `Create` for `webhookCreate`, and returns the payload. */
export async function changeWebhook(
  graphqlUrl: string,
  change: string,
  input: object,
  token?: string,
): Promise<WebhookPayload> {
  const fields = ownFields[change] ?? `webhook { ${webhookFields} }`;
  const { data, errors } = await askUntilAnswered(
    graphqlUrl,
    `mutation ($input: Webhook${change}Input!) {
      webhook${change}(input: $input) { ${fields} requestId userErrors { code message field } }
    }`,
    { input: { requestId: randomUUID(), ...input } },
    token,
  );
  expect(errors).toEqual([]);
  return data[`webhook${change}`];
}

/** A change that must succeed. */
export async function change(...request: Parameters<typeof changeWebhook>): Promise<WebhookPayload> {
  const payload = await changeWebhook(...request);
  expect(payload.userErrors).toEqual([]);
  return payload;
}

/** A new webhook with its secret. */
export async function createWebhook(graphqlUrl: string, input: object, token?: string) {
  const { webhook, secret } = await change(graphqlUrl, 'Create', input, token);
  if (!webhook || !secret) throw new Error('The webhook was not created');
  return { id: webhook.id, secret };
}

export async function showWebhook(graphqlUrl: string, id: string, token?: string): Promise<ShownWebhook> {
  const query = `query ($id: ID!) { webhook(id: $id) { ${webhookFields} } }`;
  return (await askUntilAnswered(graphqlUrl, query, { id }, token)).data.webhook;
}
