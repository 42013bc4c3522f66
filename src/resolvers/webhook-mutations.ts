import { createHash } from 'node:crypto';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { nodeIds } from '../../schema/contract/node-ids.js';
import type { OrderEventType } from '../../schema/domain/order-event.js';
import { idProblem } from '../../schema/domain/text.js';
import {
  WebhookCreatePayload,
  WebhookDeletePayload,
  WebhookPausePayload,
  WebhookReplayPayload,
  WebhookResumePayload,
  WebhookSecretRotatePayload,
  WebhookUpdatePayload,
} from '../../schema/graphql/payloads.js';
import {
  WebhookCreateInput,
  WebhookDeleteInput,
  WebhookPauseInput,
  WebhookReplayInput,
  WebhookResumeInput,
  WebhookSecretRotateInput,
  WebhookUpdateInput,
} from '../../schema/graphql/webhook-inputs.js';
import { callerKey } from '../auth/caller.js';
import {
  createWebhook,
  deleteWebhook,
  pauseWebhook,
  replayWebhook,
  resumeWebhook,
  rotateSecret,
  updateWebhook,
} from '../store/change-webhooks.js';
import type { RequestContext } from './context.js';
import { problemErrors } from './input-errors.js';
import type { WebhookPayloadValue } from './webhook-change.js';
import { changeWebhook, contentErrors, newSecret, requestOf } from './webhook-change.js';

interface SecretPayloadValue extends WebhookPayloadValue {
  readonly secret: string | null;
}

@Resolver()
export class WebhookMutations {
  @Mutation(() => WebhookCreatePayload, {
    nullable: true,
    description: 'Creates a webhook, which receives the events from now on.',
  })
  async webhookCreate(
    @Arg('input', () => WebhookCreateInput, { description: 'The webhook.' }) input: WebhookCreateInput,
    @Ctx() context: RequestContext,
  ): Promise<SecretPayloadValue> {
    const { url, description, eventTypes } = input;
    const content = { url, description: description ?? '', event_types: eachOnce(eventTypes ?? null) };
    const request = requestOf(input);
    const { secret, sealed } = await newSecret(context);
    const payload = await changeWebhook(context, {
      ...request,
      mutation: 'webhookCreate',
      // Made of the request, so that a repeated one finds the webhook that it made.
      key: fingerprint(`${callerKey(context.caller)}\n${request.requestId}`),
      content,
      errors: contentErrors(context, input),
      async act(transaction, key) {
        const refusal = await createWebhook(transaction, key, content, sealed);
        if (refusal === null) await context.webhooks.workflows.run(key);
        return refusal;
      },
    });
    return { ...payload, secret: payload.hasActed ? secret : null };
  }

  @Mutation(() => WebhookUpdatePayload, {
    nullable: true,
    description: 'Changes a webhook, from the next delivery on.',
  })
  webhookUpdate(
    @Arg('input', () => WebhookUpdateInput, { description: 'What to change.' }) input: WebhookUpdateInput,
    @Ctx() context: RequestContext,
  ): Promise<WebhookPayloadValue> {
    const { url, description, eventTypes } = input;
    const content = {
      ...(url != null && { url }),
      ...(description != null && { description }),
      ...(eventTypes !== undefined && { event_types: eachOnce(eventTypes) }),
    };
    return changeWebhook(context, {
      ...requestOf(input),
      mutation: 'webhookUpdate',
      content,
      errors: contentErrors(context, input),
      act: (transaction, key) => updateWebhook(transaction, key, content),
    });
  }

  @Mutation(() => WebhookDeletePayload, {
    nullable: true,
    description: 'Deletes a webhook. A delivery that is under way may still arrive.',
  })
  async webhookDelete(
    @Arg('input', () => WebhookDeleteInput, { description: 'The webhook.' }) input: WebhookDeleteInput,
    @Ctx() context: RequestContext,
  ): Promise<Omit<WebhookPayloadValue, 'webhook'> & { readonly deletedWebhookId: string | null }> {
    const request = requestOf(input);
    const { userErrors, requestId } = await changeWebhook(context, {
      ...request,
      mutation: 'webhookDelete',
      content: {},
      act: deleteWebhook,
    });
    const deleted = userErrors.length === 0 ? request.key : null;
    return { deletedWebhookId: deleted && nodeIds.webhook(deleted), requestId, userErrors };
  }

  @Mutation(() => WebhookPausePayload, {
    nullable: true,
    description: 'Pauses a webhook: what happens meanwhile is delivered once it is resumed.',
  })
  webhookPause(
    @Arg('input', () => WebhookPauseInput, { description: 'The webhook.' }) input: WebhookPauseInput,
    @Ctx() context: RequestContext,
  ): Promise<WebhookPayloadValue> {
    return changeWebhook(context, {
      ...requestOf(input),
      mutation: 'webhookPause',
      content: {},
      act: pauseWebhook,
    });
  }

  @Mutation(() => WebhookResumePayload, {
    nullable: true,
    description: 'Continues a webhook that is paused or down; for one that is failing, tries again at once.',
  })
  webhookResume(
    @Arg('input', () => WebhookResumeInput, { description: 'The webhook.' }) input: WebhookResumeInput,
    @Ctx() context: RequestContext,
  ): Promise<WebhookPayloadValue> {
    const skipUndelivered = input.skipUndelivered ?? false;
    return changeWebhook(context, {
      ...requestOf(input),
      mutation: 'webhookResume',
      content: { skipUndelivered },
      async act(transaction, key) {
        const refusal = await resumeWebhook(transaction, key, skipUndelivered);
        if (refusal === null) await context.webhooks.workflows.run(key);
        return refusal;
      },
    });
  }

  @Mutation(() => WebhookReplayPayload, {
    nullable: true,
    description:
      'Delivers an event again, and every event of any order after it, in the order in which they were written. Each ' +
      'keeps its `webhook-id`. A paused webhook stays paused.',
  })
  webhookReplay(
    @Arg('input', () => WebhookReplayInput, { description: 'The webhook, and the first event.' })
    input: WebhookReplayInput,
    @Ctx() context: RequestContext,
  ): Promise<WebhookPayloadValue> {
    const { orderId, sequence } = input;
    return changeWebhook(context, {
      ...requestOf(input),
      mutation: 'webhookReplay',
      content: { orderId, sequence },
      errors: problemErrors('orderId', 'The order id', idProblem(orderId)),
      act: (transaction, key) => replayWebhook(transaction, key, { orderId, sequence }),
    });
  }

  @Mutation(() => WebhookSecretRotatePayload, {
    nullable: true,
    description:
      'Gives a webhook a new secret. For 24 hours deliveries are signed with the previous one too, so that the ' +
      'receiver can change over without losing any.',
  })
  async webhookSecretRotate(
    @Arg('input', () => WebhookSecretRotateInput, { description: 'The webhook.' })
    input: WebhookSecretRotateInput,
    @Ctx() context: RequestContext,
  ): Promise<SecretPayloadValue> {
    const { secret, sealed } = await newSecret(context);
    const payload = await changeWebhook(context, {
      ...requestOf(input),
      mutation: 'webhookSecretRotate',
      content: {},
      act: (transaction, key) => rotateSecret(transaction, key, sealed),
    });
    return { ...payload, secret: payload.hasActed ? secret : null };
  }
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

/** A list may name a type thousands of times; the list that is shown has at most all of them. */
function eachOnce(types: readonly OrderEventType[] | null): readonly OrderEventType[] | null {
  return types && [...new Set(types)];
}
