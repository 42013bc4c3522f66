import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import type { OrderFollower, OrderUpdate } from './order-entry.js';

/**
 * A follower that may not see every order. One that it may not see goes to it as one that is not there, by the same way,
 * so that neither the answer nor its time tells them apart. Asked once, with the first state: whose order it is never changes.
 */
export class VisibleFollower implements OrderFollower {
  readonly #follower: OrderFollower;
  readonly #maySee: (order: OrderSnapshot) => boolean;
  /** Has the follower follow an order that does not exist, instead of this one. */
  readonly #hide: () => void;

  constructor(follower: OrderFollower, maySee: (order: OrderSnapshot) => boolean, hide: () => void) {
    this.#follower = follower;
    this.#maySee = maySee;
    this.#hide = hide;
  }

  get isOpen(): boolean {
    return this.#follower.isOpen;
  }

  get readsTimeline(): boolean {
    return this.#follower.readsTimeline ?? false;
  }

  receive(state: OrderUpdate): void {
    if (this.isOpen || this.#maySee(state.snapshot)) this.#follower.receive(state);
    else this.#hide();
  }

  notFound(): void {
    this.#follower.notFound();
  }
}
