import type { Actor } from '../../schema/domain/actor.js';
import { TokenBuckets } from './token-buckets.js';

/**
 * Limits how many requests one order gets. A workflow cannot keep up with more than 100 signals during one task or 10,000 in
 * a run. A flood of one caller leaves room for others of its kind, and one of many callers for the other kinds: couriers
 * cannot keep a customer from cancelling.
 */
export class OrderRequests {
  readonly #ofActor = new TokenBuckets({ burst: 20, perSecond: 20 });
  readonly #ofKind = new TokenBuckets({ burst: 40, perSecond: 25 });

  /** Takes one request and returns null, or returns after how many seconds it may be taken. */
  take(actor: Actor, orderId: string, now: number = performance.now()): number | null {
    return (
      this.#ofActor.take(JSON.stringify([actor, orderId]), 1, now) ??
      this.#ofKind.take(JSON.stringify([actor.kind, orderId]), 1, now)
    );
  }
}
