import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import type { OrderFollower, OrderUpdate } from './order-entry.js';

/** Waits for a state of one order that a request is about to cause; created before, so that it misses nothing. */
export class OrderWaiter implements OrderFollower, Disposable {
  /** It needs no first state: the mutation reads the row itself. */
  readonly isOpen = true;
  /** When it was created, by `performance.now()`. */
  readonly since = performance.now();
  #detach: (() => void) | null;
  #latest: OrderSnapshot | null = null;
  #arrived: ((order: OrderSnapshot | null) => void) | null = null;

  constructor(attach: (waiter: OrderWaiter) => () => void) {
    this.#detach = attach(this);
  }

  receive({ snapshot }: OrderUpdate): void {
    if (snapshot.revision <= (this.#latest?.revision ?? 0)) return;
    this.#latest = snapshot;
    this.#arrived?.(snapshot);
  }

  notFound(): void {
    this.#arrived?.(null);
  }

  /** The first accepted state since it was created; null when none comes in time. */
  first(accept: (order: OrderSnapshot) => boolean, milliseconds: number): Promise<OrderSnapshot | null> {
    if (this.#latest && accept(this.#latest)) return Promise.resolve(this.#latest);
    return new Promise((resolve) => {
      const settle = (order: OrderSnapshot | null) => {
        clearTimeout(timer);
        this.#arrived = null;
        resolve(order);
      };
      const timer = setTimeout(settle, milliseconds, null);
      this.#arrived = (order) => {
        if (order === null || accept(order)) settle(order);
      };
    });
  }

  [Symbol.dispose](): void {
    this.#detach?.();
    this.#detach = null;
    this.#arrived?.(null);
  }
}
