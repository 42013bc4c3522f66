import type { Selectable } from 'kysely';
import { WEBHOOK_CHANGES_CHANNEL } from '../../schema/contract/webhook-workflow.js';
import type { WebhooksTable } from '../../schema/database/tables.js';
import type { Database } from '../database.js';
import type { WrittenEvent } from './message.js';

/** A webhook as a round of deliveries sees it. */
export type WebhookInRound = Pick<
  Selectable<WebhooksTable>,
  | 'id'
  | 'url'
  | 'event_types'
  | 'secret'
  | 'previous_secret'
  | 'written_in'
  | 'order_id'
  | 'sequence'
  | 'ahead'
  | 'failures'
  | 'failing_since'
>;

/** A position in the order of events, and what is delivered beyond it. */
export type Progress = Pick<WebhookInRound, 'written_in' | 'order_id' | 'sequence' | 'ahead'>;

const columns = `id, url, event_types, secret,
  case when previous_secret_until > now() then previous_secret end as previous_secret,
  written_in::text, order_id, sequence, ahead, failures, failing_since`;

const begin = {
  name: 'begin-webhook-round',
  text: `update webhooks set round = $2 where id = $1 and state = 'ACTIVE' returning id`,
};

const read = {
  name: 'read-webhook',
  text: `select ${columns} from webhooks where id = $1 and round = $2 and state = 'ACTIVE'`,
};

const readState = { name: 'read-webhook-state', text: 'select state from webhooks where id = $1' };

/**
 * Only events of transactions before which no other can still commit: a later one would be passed over. The transaction
 * numbers of one order's events grow with their sequences, by a trigger (migration 0012).
 */
const readEvents = {
  name: 'read-written-events',
  text: `
    select event.written_in::text, event.order_id, event.sequence, event.type, event.at, event.actor_kind, event.actor_id,
      event.fulfillment_id, event.request_id, event.message, orders.customer_id,
      case event.type when 'PAYMENT_CHARGED' then payment.total when 'PAYMENT_REFUNDED' then payment.total end as amount
    from order_events event
    join orders on orders.id = event.order_id
    left join lateral (
      select (fulfillment -> 'payment' ->> 'total')::bigint as total
      from jsonb_array_elements(orders.snapshot -> 'fulfillments') as fulfillment
      where event.type in ('PAYMENT_CHARGED', 'PAYMENT_REFUNDED') and fulfillment ->> 'id' = event.fulfillment_id
    ) payment on true
    where event.written_in >= $1::xid8
      and (event.written_in, event.order_id, event.sequence) > ($1::xid8, $2, $3)
      and event.written_in < pg_snapshot_xmin(pg_current_snapshot())
    order by event.written_in, event.order_id, event.sequence
    limit $4`,
};

const readUnsettled = {
  name: 'read-unsettled-events',
  text: `select exists (
    select from order_events where written_in >= pg_snapshot_xmin(pg_current_snapshot())
  ) as unsettled`,
};

const advance = {
  name: 'advance-webhook',
  text: `
      update webhooks set written_in = $3::xid8, order_id = $4, sequence = $5, ahead = $6::jsonb,
        last_delivered_at = case when $7 then now() else last_delivered_at end
      where id = $1 and round = $2`,
};

/** Only when there was a failure: managers who watch are told. */
const recover = {
  name: 'recover-webhook',
  text: `
    with recovered as (
      update webhooks set failures = 0, failing_since = null, last_error = null, last_attempt_at = null,
        next_attempt_at = null
      where id = $1 and round = $2 and failing_since is not null
      returning id
    )
    select pg_notify('${WEBHOOK_CHANGES_CHANNEL}', id) from recovered`,
};

const fail = {
  name: 'fail-webhook',
  text: `
    with failed as (
      update webhooks set written_in = $3::xid8, order_id = $4, sequence = $5, ahead = $6::jsonb,
        last_delivered_at = case when $7 then now() else last_delivered_at end,
        failures = failures + 1, failing_since = coalesce(failing_since, $8), last_error = $9, last_attempt_at = now(),
        next_attempt_at = $10, state = $11
      where id = $1 and round = $2
      returning id
    )
    select pg_notify('${WEBHOOK_CHANGES_CHANNEL}', id) from failed`,
};

/** What a round stores of a failure. */
export interface Failure {
  readonly since: Date;
  readonly error: string;
  /** Null: the webhook is given up for now. */
  readonly nextAttemptAt: Date | null;
}

/** The row of one webhook, for one round: once another round began, or a manager stopped it, nothing is read or written. */
export class WebhookRound {
  readonly #database: Database;
  readonly #key: readonly [id: string, round: string];

  constructor(database: Database, id: string, round: string) {
    this.#database = database;
    this.#key = [id, round];
  }

  /** Whether the webhook is to be delivered to. */
  async begin(): Promise<boolean> {
    return (await this.#database.run(begin, this.#key)).length > 0;
  }

  async read(): Promise<WebhookInRound | null> {
    const [row] = await this.#database.run<WebhookInRound>(read, this.#key);
    return row ?? null;
  }

  /** Whether the webhook is still there, and not paused: then another round may deliver to it. */
  async isActive(): Promise<boolean> {
    const [id] = this.#key;
    const [row] = await this.#database.run<{ readonly state: string }>(readState, [id]);
    return row?.state === 'ACTIVE';
  }

  /** The events after the position that can be delivered now, of all types. */
  readEvents({ written_in, order_id, sequence }: Progress, limit: number): Promise<readonly WrittenEvent[]> {
    return this.#database.run<WrittenEvent>(readEvents, [written_in, order_id, sequence, limit]);
  }

  /** Whether there are events that cannot be delivered yet, only because an older transaction is still open. */
  async hasUnsettled(): Promise<boolean> {
    const [row] = await this.#database.run<{ readonly unsettled: boolean }>(readUnsettled, []);
    return row?.unsettled === true;
  }

  async advance(
    progress: Progress,
    { hasDelivered, isRecovered }: { readonly hasDelivered: boolean; readonly isRecovered: boolean },
  ): Promise<void> {
    await this.#database.run(advance, [...this.#key, ...valuesOf(progress), hasDelivered]);
    if (isRecovered) await this.#database.run(recover, this.#key);
  }

  async fail(progress: Progress, hasDelivered: boolean, failure: Failure): Promise<void> {
    const { since, error, nextAttemptAt } = failure;
    const state = nextAttemptAt === null ? 'DOWN' : 'ACTIVE';
    const values = [...valuesOf(progress), hasDelivered, since, error, nextAttemptAt, state];
    await this.#database.run(fail, [...this.#key, ...values]);
  }
}

function valuesOf({ written_in, order_id, sequence, ahead }: Progress): readonly unknown[] {
  return [written_in, order_id, sequence, JSON.stringify(ahead)];
}
