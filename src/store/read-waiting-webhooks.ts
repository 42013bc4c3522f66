import { sql } from 'kysely';
import type { Store } from './database.js';
import type { WebhookRow } from './read-webhooks.js';
import type { WebhookStatus } from './webhook-status.js';
import { webhookStatusOf } from './webhook-status.js';

/** A webhook with the age of the oldest event that its receiver has yet to accept. */
export interface WaitingWebhook {
  readonly status: WebhookStatus;
  /** 0 when it waits for none, or a manager paused it. */
  readonly oldestSeconds: number;
}

/**
 * How far behind an event is looked for. Between the position of a webhook and the first event that waits are few: those of
 * some seconds that it does not want, and at most a batch that is delivered ahead.
 */
const LOOK_AT = 2_000;

/** Reads all webhooks; there are at most fifty. */
export async function readWaitingWebhooks(database: Store): Promise<readonly WaitingWebhook[]> {
  const { rows } = await sql<Pick<WebhookRow, 'state' | 'failing_since'> & { readonly oldest: Date | null }>`
    select webhooks.state, webhooks.failing_since, waiting.at as oldest
    from webhooks
    left join lateral (
      select next.at
      from (
        select event.written_in, event.order_id, event.sequence, event.type, event.at
        from order_events event
        where event.written_in >= webhooks.written_in
          and (event.written_in, event.order_id, event.sequence)
            > (webhooks.written_in, webhooks.order_id, webhooks.sequence)
        order by event.written_in, event.order_id, event.sequence
        limit ${LOOK_AT}
      ) next
      where (webhooks.event_types is null or next.type = any(webhooks.event_types))
        and not webhooks.ahead @> jsonb_build_array(jsonb_build_array(next.order_id, next.sequence))
      order by next.written_in, next.order_id, next.sequence
      limit 1
    ) waiting on webhooks.state <> 'PAUSED'
  `.execute(database);
  return rows.map((row) => ({
    status: webhookStatusOf(row),
    oldestSeconds: row.oldest === null ? 0 : Math.max(0, Date.now() - row.oldest.getTime()) / 1_000,
  }));
}
