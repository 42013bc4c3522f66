import pg from 'pg';
import { pauseAfter } from '../../runtime/retry/backoff.js';
import { ORDER_CHANGES_CHANNEL } from '../../schema/contract/order-changes.js';
import { WEBHOOK_CHANGES_CHANNEL } from '../../schema/contract/webhook-workflow.js';

const CONNECT_MS = 5_000;
const backoff = { first: 500, longest: 30_000 };

/** A round that waits for new events. */
export interface WakeUp {
  /** Whether the webhook itself was changed since the round read it last. */
  readonly isChanged: boolean;
  /** The round reads the webhook now. */
  forgetChange(): void;
  /** Until something may have happened, or this time has passed. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Wakes rounds when events are published or their webhooks change: one listening connection, only while there are rounds. */
export class WakeUps {
  readonly #databaseUrl: string;
  readonly #rounds = new Set<RoundWakeUp>();
  #client: pg.Client | null = null;
  #attempts = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  open(webhookId: string): WakeUp {
    const round: RoundWakeUp = new RoundWakeUp(webhookId, () => {
      this.#rounds.delete(round);
      if (this.#rounds.size === 0) this.close();
    });
    this.#rounds.add(round);
    if (this.#rounds.size === 1) this.#connect();
    return round;
  }

  close(): void {
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    client?.end().catch(() => {});
  }

  #connect(): void {
    const client = new pg.Client({
      connectionString: this.#databaseUrl,
      application_name: 'order-management webhooks',
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: CONNECT_MS,
      keepAlive: true,
    });
    this.#client = client;
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ channel, payload }) => {
      if (channel === WEBHOOK_CHANGES_CHANNEL) this.#announceChange(payload ?? '');
      else this.#wakeAll();
    });
    client
      .connect()
      .then(() => client.query(`listen ${ORDER_CHANGES_CHANNEL}; listen ${WEBHOOK_CHANGES_CHANNEL}`))
      .then(() => {
        this.#attempts = 0;
        // What was announced before is not announced again.
        this.#wakeAll();
      })
      .catch(() => this.#lost(client));
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    client.end().catch(() => {});
    this.#attempts += 1;
    // Until then the rounds look by themselves now and then.
    this.#timer = setTimeout(() => this.#connect(), pauseAfter(this.#attempts, backoff));
  }

  #announceChange(webhookId: string): void {
    for (const round of this.#rounds) if (round.webhookId === webhookId) round.change();
  }

  #wakeAll(): void {
    for (const round of this.#rounds) round.wake();
  }
}

class RoundWakeUp implements WakeUp {
  readonly webhookId: string;
  readonly close: () => void;
  isChanged = false;
  #isDue = false;
  #wake: (() => void) | null = null;

  constructor(webhookId: string, close: () => void) {
    this.webhookId = webhookId;
    this.close = close;
  }

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

  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.#isDue || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, milliseconds);
      const self = this;
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        self.#wake = null;
        resolve();
      }
      signal.addEventListener('abort', done);
      this.#wake = done;
    });
  }
}
