/** Beyond this many buckets in memory, those that are full again are dropped. */
const SWEEP_ABOVE = 10_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

export interface BucketSize {
  /** How much may be taken at once. */
  readonly burst: number;
  /** How fast a bucket fills. */
  readonly perSecond: number;
}

/** A token bucket for each key. */
export class TokenBuckets {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor({ burst, perSecond }: BucketSize) {
    this.#burst = burst;
    this.#perSecond = perSecond;
  }

  /** The number of buckets in memory. */
  get size(): number {
    return this.#buckets.size;
  }

  /**
   * Takes the amount and returns null, or returns after how many seconds it may be taken. An amount above the burst needs
   * a full bucket, and leaves it in debt.
   */
  take(key: string, amount = 1, now: number = performance.now()): number | null {
    const bucket = this.#filled(key, now);
    const missing = Math.min(amount, this.#burst) - bucket.tokens;
    if (missing > 0) return missing / this.#perSecond;
    this.#takeFrom(bucket, key, amount, now);
    return null;
  }

  /** Takes the amount, whatever there is: the bucket may be in debt. */
  owe(key: string, amount: number, now: number = performance.now()): void {
    this.#takeFrom(this.#filled(key, now), key, amount, now);
  }

  #filled(key: string, now: number): Bucket {
    const bucket = this.#buckets.get(key) ?? { tokens: this.#burst, filledAt: now };
    const gained = ((now - bucket.filledAt) / 1_000) * this.#perSecond;
    bucket.tokens = Math.min(this.#burst, bucket.tokens + gained);
    bucket.filledAt = now;
    return bucket;
  }

  #takeFrom(bucket: Bucket, key: string, amount: number, now: number): void {
    bucket.tokens -= amount;
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > SWEEP_ABOVE) this.#sweep(now);
  }

  /** A bucket that has had time to fill up is equal to a new one. */
  #sweep(now: number): void {
    for (const [key, { tokens, filledAt }] of this.#buckets) {
      const seconds = (this.#burst - tokens) / this.#perSecond;
      if (now - filledAt > seconds * 1_000) this.#buckets.delete(key);
    }
  }
}
