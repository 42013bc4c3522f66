/** How often the age is reported while anything is unpublished, in milliseconds. */
const TELL_EVERY = 5_000;

/** Attempts are at most a minute apart: what was not tried for longer is tried by another worker. */
const FORGET_AFTER = 120_000;

interface Unpublished {
  readonly changedAt: number;
  readonly triedAt: number;
}

/** The changes of orders that this process was given and has yet to store. */
export class UnpublishedChanges {
  readonly #tell: (oldestSeconds: number) => void;
  readonly #orders = new Map<string, Unpublished>();
  #timer: NodeJS.Timeout | undefined;

  /** @param tell called with the age of the oldest, repeatedly while there is one */
  constructor(tell: (oldestSeconds: number) => void) {
    this.#tell = tell;
    tell(0);
  }

  begin(orderId: string, changedAt: number): void {
    const since = this.#orders.get(orderId)?.changedAt ?? changedAt;
    this.#orders.set(orderId, { changedAt: Math.min(since, changedAt), triedAt: Date.now() });
    this.#timer ??= setInterval(() => this.#look(), TELL_EVERY).unref();
  }

  end(orderId: string): void {
    this.#orders.delete(orderId);
  }

  #look(): void {
    const now = Date.now();
    let oldest = now;
    for (const [orderId, { changedAt, triedAt }] of this.#orders) {
      if (now - triedAt > FORGET_AFTER) this.#orders.delete(orderId);
      else oldest = Math.min(oldest, changedAt);
    }
    this.#tell((now - oldest) / 1_000);
    if (this.#orders.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
