import { randomBytes } from 'node:crypto';
import { sealSecret } from '../../runtime/webhooks/sealed-secret.js';
import { urlProblem } from '../../runtime/webhooks/target.js';
import { webhookKeyOf } from '../../schema/contract/node-ids.js';
import { textProblem } from '../../schema/domain/text.js';
import type { UserErrorCode } from '../../schema/graphql/user-errors.js';
import type { WebhookUpdateInput } from '../../schema/graphql/webhook-inputs.js';
import { callerKey } from '../auth/caller.js';
import { actOnce } from '../store/act-once.js';
import type { WebhookRefusal } from '../store/change-webhooks.js';
import { MAX_WEBHOOKS } from '../store/change-webhooks.js';
import type { Store } from '../store/database.js';
import type { WebhookRow } from '../store/read-webhooks.js';
import { readWebhook } from '../store/read-webhooks.js';
import type { RequestContext } from './context.js';
import type { InputError } from './input-errors.js';
import { invalidInput, problemErrors, textErrors } from './input-errors.js';
import { requestIdErrors, requestIdOf, requestIdTaken } from './request-id.js';

export type WebhookError = InputError<keyof typeof UserErrorCode>;

export interface WebhookPayloadValue {
  readonly webhook: WebhookRow | null;
  readonly requestId: string;
  readonly userErrors: readonly WebhookError[];
}

/** A manager's request to change a webhook. */
export interface WebhookChange {
  readonly mutation: string;
  readonly sentId: string | null | undefined;
  readonly requestId: string;
  /** The webhook; null when the given id is of something else, or cannot be stored. */
  readonly key: string | null;
  /** What is asked beside that. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly errors?: readonly WebhookError[];
  readonly act: (transaction: Store, key: string) => Promise<WebhookRefusal | null>;
}

const refusals: Readonly<Record<WebhookRefusal | 'REQUEST_ID_TAKEN', WebhookError>> = {
  REQUEST_ID_TAKEN: requestIdTaken,
  UNKNOWN_WEBHOOK: { code: 'NOT_FOUND', message: 'There is no such webhook', field: ['input', 'id'] },
  UNKNOWN_EVENT: {
    code: 'NOT_FOUND',
    message: 'The order has no such event, or it is from before there were webhooks',
    field: ['input', 'sequence'],
  },
  TOO_MANY_WEBHOOKS: {
    code: 'NOT_ALLOWED_NOW',
    message: `There are ${MAX_WEBHOOKS} webhooks already: delete one first`,
    field: null,
  },
};

/** What the input of every mutation of a webhook has, as a request. */
export function requestOf(input: {
  readonly id?: string;
  readonly requestId?: string | null;
}): Pick<WebhookChange, 'sentId' | 'requestId' | 'key'> {
  const { id, requestId: sentId } = input;
  return {
    sentId,
    requestId: requestIdOf(sentId),
    key: id === undefined || textProblem(id) !== null ? null : webhookKeyOf(id),
  };
}

/** Makes a change once, tells the webhook's workflow, and answers with the webhook after it. */
export async function changeWebhook(
  { caller, database, webhooks }: RequestContext,
  { mutation, sentId, requestId, key, content, errors = [], act }: WebhookChange,
): Promise<WebhookPayloadValue & { readonly hasActed: boolean }> {
  const problems = [...requestIdErrors(sentId), ...errors];
  if (problems.length > 0) return { webhook: null, requestId, userErrors: problems, hasActed: false };
  if (key === null) {
    return { webhook: null, requestId, userErrors: [refusals.UNKNOWN_WEBHOOK], hasActed: false };
  }
  let hasActed = false;
  const asked = { action: mutation, webhook: key, ...content };
  const refusal = await actOnce(
    database,
    { caller: callerKey(caller), requestId, content: asked },
    async (transaction) => {
      const refused = await act(transaction, key);
      hasActed = refused === null;
      return refused;
    },
  );
  if (hasActed) await webhooks.workflows.tell(key);
  const userErrors = refusal === null ? [] : [refusals[refusal]];
  return { webhook: await readWebhook(database, key), requestId, userErrors, hasActed };
}

/** A new secret by Standard Webhooks, and how it is stored. */
export async function newSecret({ webhooks }: RequestContext) {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  return { secret, sealed: await sealSecret(webhooks.encryption, secret) };
}

/** What is wrong with what a manager says of a webhook. */
export function contentErrors(
  { webhooks }: RequestContext,
  { url, description, eventTypes }: Pick<WebhookUpdateInput, 'url' | 'description' | 'eventTypes'>,
): readonly WebhookError[] {
  return [
    ...problemErrors('url', 'The URL', url == null ? null : urlProblem(url, webhooks.rules)),
    ...textErrors('description', 'The description', description),
    ...(eventTypes?.length === 0 ? [invalidTypes('Give at least one type, or null for all')] : []),
    ...(eventTypes?.includes('OTHER') ? [invalidTypes('OTHER is not a type of its own')] : []),
  ];
}

function invalidTypes(message: string): WebhookError {
  return invalidInput({ path: ['eventTypes'], message });
}
