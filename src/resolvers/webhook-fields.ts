import { FieldResolver, Resolver, Root } from 'type-graphql';
import { nodeIds } from '../../schema/contract/node-ids.js';
import type { OrderEventType } from '../../schema/domain/order-event.js';
import type { WebhookFailure, WebhookStatus } from '../../schema/graphql/webhook.js';
import { Webhook } from '../../schema/graphql/webhook.js';
import type { WebhookRow } from '../store/read-webhooks.js';
import { webhookStatusOf } from '../store/webhook-status.js';

/** The fields of `Webhook` that differ from its row. */
@Resolver(() => Webhook)
export class WebhookFields {
  @FieldResolver()
  id(@Root() { id }: WebhookRow): string {
    return nodeIds.webhook(id);
  }

  @FieldResolver()
  eventTypes(@Root() { event_types }: WebhookRow): readonly OrderEventType[] | null {
    return event_types as readonly OrderEventType[] | null;
  }

  @FieldResolver()
  status(@Root() row: WebhookRow): keyof typeof WebhookStatus {
    return webhookStatusOf(row);
  }

  @FieldResolver()
  failure(@Root() row: WebhookRow): WebhookFailure | null {
    const { failing_since: since, failures: attempts, last_error, last_attempt_at } = row;
    if (since === null) return null;
    return {
      since,
      attempts,
      lastError: last_error ?? '',
      lastAttemptAt: last_attempt_at ?? since,
      nextAttemptAt: row.next_attempt_at,
    };
  }

  @FieldResolver()
  lastDeliveredAt(@Root() { last_delivered_at }: WebhookRow): Date | null {
    return last_delivered_at;
  }

  @FieldResolver()
  previousSecretUntil(@Root() { previous_secret_until: until }: WebhookRow): Date | null {
    return until !== null && until > new Date() ? until : null;
  }

  @FieldResolver()
  createdAt(@Root() { created_at }: WebhookRow): Date {
    return created_at;
  }

  @FieldResolver()
  updatedAt(@Root() { updated_at }: WebhookRow): Date {
    return updated_at;
  }
}
