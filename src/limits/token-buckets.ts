/** Beyond this many buckets in memory, those that are full again are dropped. */
const SWEEP_ABOVE = 10_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

export interface BucketSize {
  /** What may be taken at once. */
  readonly burst: number;
  /** What flows in. */
  readonly perSecond: number;
}

/**
 * Requests of one caller to one order: a workflow that is sent more than 100 signals during one of its tasks, or
 * 10,000 in a run, cannot be kept going, so a client in a loop is stopped here.
 */
export const requestRate: BucketSize = { burst: 20, perSecond: 20 };

/** A token bucket for each key. */
export class TokenBuckets {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor({ burst, perSecond }: BucketSize) {
    this.#burst = burst;
    this.#perSecond = perSecond;
  }

  /** How many keys it has in mind. */
  get size(): number {
    return this.#buckets.size;
  }

  /**
   * Takes the amount. Null, or after how many seconds it may be taken. What is more than a burst takes a full
   * bucket, and leaves it in debt.
   */
  take(key: string, amount = 1, now: number = performance.now()): number | null {
    const bucket = this.#buckets.get(key) ?? { tokens: this.#burst, filledAt: now };
    const gained = ((now - bucket.filledAt) / 1_000) * this.#perSecond;
    bucket.tokens = Math.min(this.#burst, bucket.tokens + gained);
    bucket.filledAt = now;
    const missing = Math.min(amount, this.#burst) - bucket.tokens;
    if (missing > 0) return missing / this.#perSecond;
    bucket.tokens -= amount;
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > SWEEP_ABOVE) this.#sweep(now);
    return null;
  }

  /** A bucket that has had time to fill up again says nothing that a new one would not. */
  #sweep(now: number): void {
    for (const [key, { tokens, filledAt }] of this.#buckets) {
      const seconds = (this.#burst - tokens) / this.#perSecond;
      if (now - filledAt > seconds * 1_000) this.#buckets.delete(key);
    }
  }
}
