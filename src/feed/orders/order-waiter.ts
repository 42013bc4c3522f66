import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import type { OrderFollower, OrderUpdate } from './order-entry.js';

/** A wait for a state of one order that somebody is about to cause: made before the cause, so that it misses nothing. */
export interface OrderWait extends Disposable {
  /** When it was made, on the clock of `performance.now()`. */
  readonly since: number;
  /** The first state that is accepted, from those that came since the wait was made; null when none came in time. */
  first(accept: (order: OrderSnapshot) => boolean, milliseconds: number): Promise<OrderSnapshot | null>;
}

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

  receive({ snapshot }: OrderUpdate): void {
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
