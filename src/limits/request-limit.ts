/** Requests one order may get in a burst, and a second in the long run, from one API process. */
const BURST = 20;
const PER_SECOND = 20;

/** Beyond this many orders in memory, those that are idle are dropped. */
const SWEEP_ABOVE = 10_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * A token bucket for each order: a workflow that is sent more than 100 signals during one of its tasks, or
 * 10,000 in a run, can't be kept going, so a client in a loop is stopped here.
 */
export class RequestLimit {
  readonly #buckets = new Map<string, Bucket>();

  /** How many orders it has in mind. */
  get size(): number {
    return this.#buckets.size;
  }

  /** Whether the order may be sent one more request now. */
  take(orderId: string, now: number = performance.now()): boolean {
    const bucket = this.#buckets.get(orderId) ?? { tokens: BURST, filledAt: now };
    const gained = ((now - bucket.filledAt) / 1_000) * PER_SECOND;
    bucket.tokens = Math.min(BURST, bucket.tokens + gained);
    bucket.filledAt = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    this.#buckets.set(orderId, bucket);
    if (this.#buckets.size > SWEEP_ABOVE) this.#sweep(now);
    return true;
  }

  /** A bucket that has had time to fill up again says nothing that a new one would not. */
  #sweep(now: number): void {
    for (const [orderId, { filledAt }] of this.#buckets) {
      if (now - filledAt > (BURST / PER_SECOND) * 1_000) this.#buckets.delete(orderId);
    }
  }
}
