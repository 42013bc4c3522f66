import type { OnDrop } from '../streams/push-stream.js';
import { PushStream } from '../streams/push-stream.js';
import type { ListChange, Resync } from './list-change.js';

/** How many orders or shipments may wait for one reader. Beyond that it gets a RESYNC. */
const MAX_WAITING = 1_000;

/** A stream of list changes with room for the latest of each order or shipment. It begins with a RESYNC. */
export class ListStream<Item> extends PushStream<ListChange<Item>> {
  readonly #waiting = new Map<string, ListChange<Item>>();
  readonly #onDrop: OnDrop;
  #resync: Resync | null = null;

  constructor(attach: () => () => void, onDrop: OnDrop) {
    super(attach);
    this.#onDrop = onDrop;
  }

  push(change: Exclude<ListChange<Item>, { kind: 'RESYNC' }>): void {
    if (this.#waiting.has(change.id)) this.#onDrop('state');
    this.#waiting.set(change.id, change);
    if (this.#waiting.size > MAX_WAITING) {
      this.#onDrop('list');
      this.resync({ kind: 'RESYNC' });
    } else this.wake();
  }

  /** The list must be read again, so what waits is dropped. */
  resync(message: Resync): void {
    this.#waiting.clear();
    this.#resync = message;
    this.wake();
  }

  protected override take(): ListChange<Item> | undefined {
    if (this.#resync) {
      const message = this.#resync;
      this.#resync = null;
      return message;
    }
    for (const [id, change] of this.#waiting) {
      this.#waiting.delete(id);
      return change;
    }
    return undefined;
  }
}
