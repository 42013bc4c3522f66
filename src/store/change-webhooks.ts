import type { UpdateObject } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../../schema/database/tables.js';
import { announce } from './announcements.js';
import type { Store } from './database.js';
import type { WebhookRow } from './read-webhooks.js';

/** How many webhooks an installation may have: each is a round of deliveries in a worker. */
export const MAX_WEBHOOKS = 50;

export type WebhookRefusal = 'UNKNOWN_WEBHOOK' | 'TOO_MANY_WEBHOOKS' | 'UNKNOWN_EVENT';

/** For how long deliveries are also signed with the secret before. */
const ROTATION = sql<Date>`now() + interval '24 hours'`;

/** What managers say of a webhook. */
type WebhookContents = Pick<WebhookRow, 'url' | 'description' | 'event_types'>;

/** The position of a webhook that is to get what is written from now on, and perhaps what was written in the moment before. */
const presentPosition = {
  written_in: sql<string>`pg_snapshot_xmin(pg_current_snapshot())`,
  order_id: '',
  sequence: 0,
  ahead: '[]',
  round: null,
};

const noFailure = {
  failures: 0,
  failing_since: null,
  last_error: null,
  last_attempt_at: null,
  next_attempt_at: null,
} as const;

/** @param secret as `sealSecret` makes it */
export async function createWebhook(
  transaction: Store,
  id: string,
  contents: WebhookContents,
  secret: string,
): Promise<WebhookRefusal | null> {
  // Two that come at once must not both be the last one allowed.
  await sql`lock table webhooks in share row exclusive mode`.execute(transaction);
  const { count } = await transaction
    .selectFrom('webhooks')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count >= MAX_WEBHOOKS) return 'TOO_MANY_WEBHOOKS';
  await transaction
    .insertInto('webhooks')
    .values({
      id,
      ...contents,
      state: 'ACTIVE',
      secret,
      previous_secret: null,
      previous_secret_until: null,
      last_delivered_at: null,
      ...presentPosition,
      ...noFailure,
    })
    .execute();
  await announce(transaction, 'webhooks', id);
  return null;
}

export async function updateWebhook(
  transaction: Store,
  id: string,
  changes: UpdateObject<Tables, 'webhooks'>,
): Promise<'UNKNOWN_WEBHOOK' | null> {
  const changed = await transaction
    .updateTable('webhooks')
    .set({ ...changes, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!changed) return 'UNKNOWN_WEBHOOK';
  await announce(transaction, 'webhooks', id);
  return null;
}

export async function deleteWebhook(transaction: Store, id: string): Promise<WebhookRefusal | null> {
  const deleted = await transaction
    .deleteFrom('webhooks')
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (!deleted) return 'UNKNOWN_WEBHOOK';
  await announce(transaction, 'webhooks', id);
  return null;
}

export function pauseWebhook(transaction: Store, id: string): Promise<WebhookRefusal | null> {
  return updateWebhook(transaction, id, { state: 'PAUSED', next_attempt_at: null });
}

export function resumeWebhook(
  transaction: Store,
  id: string,
  skipUndelivered: boolean,
): Promise<WebhookRefusal | null> {
  return updateWebhook(transaction, id, {
    state: 'ACTIVE',
    ...noFailure,
    ...(skipUndelivered && presentPosition),
  });
}

/** @param secret as `sealSecret` makes it */
export function rotateSecret(transaction: Store, id: string, secret: string): Promise<WebhookRefusal | null> {
  return updateWebhook(transaction, id, {
    previous_secret: sql<string>`secret`,
    previous_secret_until: ROTATION,
    secret,
  });
}

/** Sets the position before an event. The round that runs can then no longer move it. */
export async function replayWebhook(
  transaction: Store,
  id: string,
  from: { readonly orderId: string; readonly sequence: number },
): Promise<WebhookRefusal | null> {
  const event = await transaction
    .selectFrom('order_events')
    .select('written_in')
    .where('order_id', '=', from.orderId)
    .where('sequence', '=', from.sequence)
    .executeTakeFirst();
  if (event?.written_in != null) {
    return updateWebhook(transaction, id, {
      written_in: event.written_in,
      order_id: from.orderId,
      sequence: from.sequence - 1,
      ahead: '[]',
      round: null,
    });
  }
  const known = await transaction.selectFrom('webhooks').select('id').where('id', '=', id).executeTakeFirst();
  return known ? 'UNKNOWN_EVENT' : 'UNKNOWN_WEBHOOK';
}
