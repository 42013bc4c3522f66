import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import type { OrderWait } from '../feed.js';
import type { OrderFollower, OrderState } from './order-entry.js';

/** A wait of a mutation for the state that holds the outcome of its request. */
export class OrderWaiter implements OrderWait, OrderFollower {
  /** It reads the row itself, after it was made and before it waits. */
  readonly isOpen = true;
  readonly since = performance.now();
  #detach: (() => void) | null;
  #latest: OrderSnapshot | null = null;
  #arrived: ((order: OrderSnapshot | null) => void) | null = null;

  constructor(attach: (waiter: OrderWaiter) => () => void) {
    this.#detach = attach(this);
  }

  receive({ snapshot }: OrderState): void {
    if (snapshot.revision <= (this.#latest?.revision ?? 0)) return;
    this.#latest = snapshot;
    this.#arrived?.(snapshot);
  }

  notFound(): void {
    this.#arrived?.(null);
  }

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
