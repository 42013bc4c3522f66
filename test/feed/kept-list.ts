import type { ListChange } from '../../src/feed/lists/list-change.js';
import type { FeedStream } from '../../src/feed/streams/feed-stream.js';

/** A list as a client keeps it: read at each RESYNC, then updated by the changes that arrive. */
export class KeptList<Item> {
  readonly items = new Map<string, Item>();
  /** How often it was read. */
  reads = 0;
  readonly ended: Promise<void>;

  /**
   * @param read the whole list, as a query gives it
   * @param revisionOf what tells which of two states is newer
   * @param beforeEach called before each message is taken, to be slow
   */
  constructor(
    stream: FeedStream<ListChange<Item>>,
    read: () => Promise<ReadonlyMap<string, Item>>,
    revisionOf: (item: Item) => number,
    beforeEach: () => Promise<void>,
  ) {
    this.ended = this.#keep(stream, read, revisionOf, beforeEach);
  }

  async #keep(
    stream: FeedStream<ListChange<Item>>,
    read: () => Promise<ReadonlyMap<string, Item>>,
    revisionOf: (item: Item) => number,
    beforeEach: () => Promise<void>,
  ): Promise<void> {
    for await (const change of stream) {
      await beforeEach();
      if (change.kind === 'RESYNC') {
        this.reads += 1;
        const fresh = await read();
        this.items.clear();
        for (const [id, item] of fresh) this.items.set(id, item);
        continue;
      }
      const known = this.items.get(change.id);
      // What was read may be newer than a message that was already under way.
      if (known && change.item && revisionOf(known) > revisionOf(change.item)) continue;
      if (change.kind === 'LEFT') this.items.delete(change.id);
      else this.items.set(change.id, change.item);
    }
  }
}
