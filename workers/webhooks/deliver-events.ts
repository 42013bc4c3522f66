import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { pauseAfter } from '../../runtime/retry/backoff.js';
import type { PayloadEncryption } from '../../runtime/temporal/payload-encryption.js';
import { openSecret } from '../../runtime/webhooks/sealed-secret.js';
import type { TargetRules } from '../../runtime/webhooks/target.js';
import type { RoundResult } from '../../schema/contract/webhook-activities.js';
import type { Database } from '../database.js';
import type { CountDelivery } from './count-deliveries.js';
import type { BatchResult } from './deliver-batch.js';
import { deliverBatch, isWanted, positionAfter } from './deliver-batch.js';
import type { WrittenEvent } from './message.js';
import { openReceiver } from './receiver.js';
import type { WakeUps } from './wake-ups.js';
import type { Progress, WebhookInRound } from './webhook-rows.js';
import { WebhookRound } from './webhook-rows.js';

export interface WebhookDependencies {
  readonly database: Database;
  readonly wakeUps: Pick<WakeUps, 'open'>;
  /** Opens the secrets. */
  readonly encryption: PayloadEncryption;
  readonly rules: TargetRules;
  /** How long a receiver may be down until its webhook is paused. */
  readonly patienceSeconds: number;
  readonly count: CountDelivery;
  readonly now: () => Date;
}

/** A round ends after this time, so that it moves to the build that is current, and its workflow sees that it works. */
const ROUND_MS = 5 * 60_000;

/** Where the listening connection is lost, events are looked for this often. */
const LOOK_MS = 30_000;

/** How long wake-ups are gathered, and how soon events are read that wait for an older transaction. */
const GATHER_MS = 100;

const BATCH = 200;

/** How long a transaction of the API may take to commit. */
const COMMIT_MS = 2_000;

/** A position without deliveries is stored now and then, so that the next round need not pass over the same events. */
const STORE_MS = 10_000;

/** Between attempts: from about a second to about ten minutes. */
const backoff = { first: 1_500, longest: 10 * 60_000 };

/** The longest pause that a receiver may ask for. */
const LONGEST_WISH_MS = 60 * 60_000;

/** Delivers the events after the webhook's position as they are written; see docs/decisions/0020. */
export async function deliverEvents(
  dependencies: WebhookDependencies,
  webhookId: string,
  signal: AbortSignal,
): Promise<RoundResult> {
  const { database, wakeUps, now } = dependencies;
  const round = new WebhookRound(database, webhookId, randomUUID());
  // Before the first read, so that no announcement falls in between.
  const wakeUp = wakeUps.open(webhookId);
  try {
    if (!(await round.begin())) {
      // The API starts the workflow in the transaction that makes or resumes the webhook, which may not be committed yet.
      await sleep(COMMIT_MS);
      if (!(await round.begin())) return { outcome: 'STOPPED' };
    }
    const end = now().getTime() + ROUND_MS;
    const isOver = () => signal.aborted || now().getTime() > end;
    let storedAt = now().getTime();
    /** What the row does not say yet: a position without deliveries. */
    let passed: Progress | null = null;
    for (;;) {
      wakeUp.forgetChange();
      const row = await round.read();
      if (row === null) return { outcome: (await round.isActive()) ? 'ROUND_OVER' : 'STOPPED' };
      const webhook: WebhookInRound = { ...row, ...passed };
      const events = await round.readEvents(webhook, BATCH);
      if (events.length > 0) {
        const isToStop = () => wakeUp.isChanged || signal.aborted;
        const result = await deliver(dependencies, webhook, events, isToStop);
        if (result.failure !== null) return await noteFailure(dependencies, round, webhook, result);
        const { progress, hasDelivered, isDone } = result;
        const isRecovered = row.failing_since !== null && (isDone || hasDelivered);
        passed = progress;
        if (hasDelivered || isRecovered || isOver() || now().getTime() - storedAt > STORE_MS) {
          await round.advance(progress, { hasDelivered, isRecovered });
          storedAt = now().getTime();
          passed = null;
        }
      }
      if (isOver()) return { outcome: 'ROUND_OVER' };
      if (events.length === BATCH || wakeUp.isChanged) continue;
      if (!(await round.hasUnsettled())) await wakeUp.wait(LOOK_MS, signal);
      if (!signal.aborted) await sleep(GATHER_MS);
    }
  } finally {
    wakeUp.close();
  }
}

async function deliver(
  { encryption, rules, count, now }: WebhookDependencies,
  webhook: WebhookInRound,
  events: readonly WrittenEvent[],
  isToStop: () => boolean,
): Promise<BatchResult> {
  const first = events.find((event) => isWanted(webhook, event));
  if (!first) {
    const progress = positionAfter(events, webhook);
    return { progress, hasDelivered: false, isDone: true, failure: null };
  }
  const receiver = await openReceiver(webhook.url, rules);
  if ('error' in receiver) {
    count(first, false);
    return { progress: webhook, hasDelivered: false, isDone: false, failure: receiver };
  }
  const sealed = [webhook.secret, webhook.previous_secret].filter((secret) => secret !== null);
  const secrets = await Promise.all(sealed.map((secret) => openSecret(encryption, secret)));
  return deliverBatch(webhook, events, { receiver, secrets, isToStop, count, now });
}

async function noteFailure(
  { patienceSeconds, now }: WebhookDependencies,
  round: WebhookRound,
  webhook: WebhookInRound,
  { progress, hasDelivered, failure }: BatchResult,
): Promise<RoundResult> {
  const { error = '', isGone = false, retryAfter } = failure ?? {};
  const since = webhook.failing_since ?? now();
  const isGivenUp = isGone || now().getTime() - since.getTime() >= patienceSeconds * 1_000;
  const pauseMilliseconds = pauseFor(webhook.failures + 1, retryAfter);
  const nextAttemptAt = isGivenUp ? null : new Date(now().getTime() + pauseMilliseconds);
  await round.fail(progress, hasDelivered, { since, error, nextAttemptAt });
  return isGivenUp ? { outcome: 'STOPPED' } : { outcome: 'FAILED', pauseMilliseconds };
}

/** Longer after each failure, and as long as the receiver asks, within reason. */
function pauseFor(failures: number, retryAfter = 0): number {
  return Math.max(pauseAfter(failures, backoff), Math.min(retryAfter * 1_000, LONGEST_WISH_MS));
}
