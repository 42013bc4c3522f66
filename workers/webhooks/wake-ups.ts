import { setTimeout as sleep } from 'node:timers/promises';
import type { Listener } from '../../runtime/database/listener.js';
import { startListener } from '../../runtime/database/listener.js';
import { ORDER_CHANGES_CHANNEL } from '../../schema/contract/order-changes.js';
import { WEBHOOK_CHANGES_CHANNEL } from '../../schema/contract/webhook-workflow.js';

/** Wakes rounds when events are published or their webhooks change: one listening connection, only while there are rounds. */
export class WakeUps {
  readonly #databaseUrl: string;
  readonly #rounds = new Set<RoundWakeUp>();
  #listener: Listener | null = null;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  open(webhookId: string): RoundWakeUp {
    const round: RoundWakeUp = new RoundWakeUp(webhookId, () => {
      this.#rounds.delete(round);
      if (this.#rounds.size === 0) this.close();
    });
    this.#rounds.add(round);
    this.#listener ??= startListener({
      databaseUrl: this.#databaseUrl,
      applicationName: 'order-management webhooks',
      channels: {
        [ORDER_CHANGES_CHANNEL]: () => this.#wakeAll(),
        [WEBHOOK_CHANGES_CHANNEL]: (id) => this.#announceChange(id),
      },
      // What was announced before is not announced again. Until then the rounds look by themselves now and then.
      onListening: () => this.#wakeAll(),
    });
    return round;
  }

  close(): void {
    void this.#listener?.close();
    this.#listener = null;
  }

  #announceChange(webhookId: string): void {
    for (const round of this.#rounds) if (round.webhookId === webhookId) round.change();
  }

  #wakeAll(): void {
    for (const round of this.#rounds) round.wake();
  }
}

/** A round that waits for new events. */
class RoundWakeUp {
  readonly webhookId: string;
  readonly close: () => void;
  /** Whether the webhook itself was changed since the round read it last. */
  isChanged = false;
  #isDue = false;
  #wake: (() => void) | null = null;

  constructor(webhookId: string, close: () => void) {
    this.webhookId = webhookId;
    this.close = close;
  }

  /** The round reads the webhook now. */
  forgetChange(): void {
    this.isChanged = false;
    this.#isDue = false;
  }

  change(): void {
    this.isChanged = true;
    this.wake();
  }

  wake(): void {
    this.#isDue = true;
    this.#wake?.();
  }

  /** Until something may have happened, or this time has passed. */
  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.#isDue || signal.aborted) return;
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    await sleep(milliseconds, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).catch(() => {});
    this.#wake = null;
  }
}
