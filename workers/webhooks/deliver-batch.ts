import pLimit from 'p-limit';
import type { CountDelivery } from './count-deliveries.js';
import type { WrittenEvent } from './message.js';
import { bodyOf, messageIdOf, signedHeaders } from './message.js';
import type { Attempt, Receiver } from './receiver.js';
import type { Progress, WebhookInRound } from './webhook-rows.js';

/** How many events of one webhook are under way at once, each of another order. */
const LANES = 8;

type FailedAttempt = Attempt & { readonly isDelivered: false };

export interface BatchResult {
  readonly progress: Progress;
  readonly hasDelivered: boolean;
  /** Whether nothing is left of the batch. */
  readonly isDone: boolean;
  /** Null when all events are delivered, or the batch was stopped. */
  readonly failure: FailedAttempt | null;
}

/** What a batch is delivered with. */
export interface BatchMeans {
  readonly receiver: Receiver;
  readonly secrets: readonly string[];
  /** Whether to begin nothing more; what is under way is awaited. */
  readonly isToStop: () => boolean;
  readonly count: CountDelivery;
  readonly now: () => Date;
}

/**
 * Delivers the events of each order in sequence, and several orders at once. An event that fails holds back the later ones
 * of its order. Once as many have failed as are under way at most, the receiver is taken to be down and the rest is left.
 */
export async function deliverBatch(
  webhook: WebhookInRound,
  events: readonly WrittenEvent[],
  { receiver, secrets, isToStop, count, now }: BatchMeans,
): Promise<BatchResult> {
  const delivered = new Set(webhook.ahead.map(([orderId, sequence]) => keyOf(orderId, sequence)));
  const before = delivered.size;
  const isOpen = (event: WrittenEvent) => isWanted(webhook, event) && !delivered.has(keyOfEvent(event));
  const failures: FailedAttempt[] = [];

  async function deliverOrder(queue: readonly WrittenEvent[]): Promise<void> {
    for (const event of queue) {
      if (isToStop() || failures.length >= LANES) return;
      const body = bodyOf(event);
      const headers = signedHeaders(messageIdOf(event), body, secrets, now());
      const attempt = await receiver.post(headers, body);
      count(event, attempt.isDelivered);
      if (!attempt.isDelivered) {
        failures.push(attempt);
        return;
      }
      delivered.add(keyOfEvent(event));
    }
  }

  const byOrder = new Map<string, WrittenEvent[]>();
  for (const event of events.filter(isOpen)) {
    const queue = byOrder.get(event.order_id);
    if (queue) queue.push(event);
    else byOrder.set(event.order_id, [event]);
  }
  const inLane = pLimit(LANES);
  await Promise.all([...byOrder.values()].map((queue) => inLane(() => deliverOrder(queue))));
  return {
    progress: progressOf(webhook, events, isOpen, delivered),
    hasDelivered: delivered.size > before,
    isDone: !events.some(isOpen),
    failure: failures.find(({ isGone }) => isGone) ?? failures[0] ?? null,
  };
}

/** Whether the webhook asks for events of this type. */
export function isWanted({ event_types }: WebhookInRound, { type }: WrittenEvent): boolean {
  return event_types?.includes(type) ?? true;
}

/** The position after all of the events. */
export function positionAfter(events: readonly WrittenEvent[], start: Progress): Progress {
  const { written_in, order_id, sequence } = events.at(-1) ?? start;
  return { written_in, order_id, sequence, ahead: [] };
}

/** The position before the first event that is still to be delivered, and what is delivered beyond it. */
function progressOf(
  start: Progress,
  events: readonly WrittenEvent[],
  isOpen: (event: WrittenEvent) => boolean,
  delivered: ReadonlySet<string>,
): Progress {
  const firstOpen = events.findIndex(isOpen);
  if (firstOpen === -1) return positionAfter(events, start);
  const ahead = events
    .slice(firstOpen)
    .filter((event) => delivered.has(keyOfEvent(event)))
    .map((event) => [event.order_id, event.sequence] as const);
  return { ...positionAfter(events.slice(0, firstOpen), start), ahead };
}

function keyOfEvent({ order_id, sequence }: WrittenEvent): string {
  return keyOf(order_id, sequence);
}

function keyOf(orderId: string, sequence: number): string {
  return `${sequence}:${orderId}`;
}
