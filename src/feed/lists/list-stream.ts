import { PushStream } from '../streams/push-stream.js';
import type { ListChange } from './list-change.js';

/** How many orders or shipments may wait for one reader; beyond, it is told to read the list again. */
const MAX_WAITING = 1_000;

/** One object for all readers, so that what it becomes on the wire is made once. */
const RESYNC = { kind: 'RESYNC' } as const;

/** A stream of list changes with room for the latest of each order or shipment. It begins with RESYNC. */
export class ListStream<Item> extends PushStream<ListChange<Item>> {
  readonly #waiting = new Map<string, ListChange<Item>>();
  #resync = true;

  push(change: Exclude<ListChange<Item>, { kind: 'RESYNC' }>): void {
    this.#waiting.set(change.id, change);
    if (this.#waiting.size > MAX_WAITING) this.resync();
    else this.wake();
  }

  /** Something was missed: what waits is worth nothing beside a list that is read again. */
  resync(): void {
    this.#waiting.clear();
    this.#resync = true;
    this.wake();
  }

  protected override take(): ListChange<Item> | undefined {
    if (this.#resync) {
      this.#resync = false;
      return RESYNC;
    }
    for (const [id, change] of this.#waiting) {
      this.#waiting.delete(id);
      return change;
    }
    return undefined;
  }
}
