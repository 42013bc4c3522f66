import type { Resync } from './list-change.js';
import type { ListStream } from './list-stream.js';

/** One list, by its filter, with its followers. */
export interface List<Filter, Item> {
  readonly filter: Filter;
  readonly streams: Set<ListStream<Item>>;
}

/** Who follows which list of one kind, by customer: a change costs nothing for the lists of all other customers. */
export class ListsByCustomer<Filter extends { readonly customerId?: string }, Item> {
  /** The lists of a customer, or (null) those of all customers; each by its filter. */
  readonly #lists = new Map<string | null, Map<string, List<Filter, Item>>>();

  /** The number of distinct lists that somebody follows. */
  get size(): number {
    let size = 0;
    for (const lists of this.#lists.values()) size += lists.size;
    return size;
  }

  follow(filter: Filter, stream: ListStream<Item>): () => void {
    const customer = filter.customerId ?? null;
    const key = JSON.stringify(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)));
    let lists = this.#lists.get(customer);
    if (!lists) {
      lists = new Map();
      this.#lists.set(customer, lists);
    }
    let list = lists.get(key);
    if (!list) {
      list = { filter, streams: new Set() };
      lists.set(key, list);
    }
    const { streams } = list;
    const others = lists;
    streams.add(stream);
    return () => {
      if (!streams.delete(stream) || streams.size > 0) return;
      others.delete(key);
      if (others.size === 0) this.#lists.delete(customer);
    };
  }

  /** The lists that may hold what belongs to the customer. */
  *of(customerId: string): Generator<List<Filter, Item>, undefined> {
    yield* this.#lists.get(customerId)?.values() ?? [];
    yield* this.#lists.get(null)?.values() ?? [];
  }

  resync(message: Resync): void {
    for (const lists of this.#lists.values()) {
      for (const { streams } of lists.values()) for (const stream of streams) stream.resync(message);
    }
  }
}
