import { pauseAfter } from '../../../runtime/retry/backoff.js';
import { notFound } from '../../errors/api-errors.js';
import type { Log } from '../../errors/log.js';
import type { OrderEventRow } from '../../store/read-order-events.js';
import type { FeedStream } from '../streams/feed-stream.js';
import type { EventTail } from './event-tail.js';
import type { OrderFollower, OrderUpdate } from './order-entry.js';

const PAGE = 100;
const backoff = { first: 100, longest: 2_000 };

/** What a timeline is read from. */
export interface EventSource {
  attach(stream: EventStream): () => void;
  /** A page of the timeline, from the table. */
  readPage(after: number, limit: number): Promise<readonly OrderEventRow[]>;
  /** The newest part, shared by all followers of this timeline; created from `base` on for the first. */
  tail(base: number): EventTail;
  readonly log: Log;
}

/**
 * Follows one timeline by its sequence, without gaps or duplicates. Three phases:
 * - backfill: the past, from the table, page by page;
 * - cutover: the first page that is not full has reached the end, where the shared tail begins;
 * - live: new events are read once for all followers into the tail (`OrderHub` reads, `OrderEntry` appends). A follower so
 *   slow that the tail no longer holds its next event goes back to the table.
 * It ends after the last event of a closed order.
 */
export class EventStream implements FeedStream<OrderEventRow>, OrderFollower {
  readonly readsTimeline = true;
  readonly #source: EventSource;
  readonly #rows: AsyncGenerator<OrderEventRow, undefined, undefined>;
  #sequence: number;
  #opened = false;
  #missing = false;
  #stopped = false;
  /** The number of events of the order when it was closed; null while it is open. */
  #finalCount: number | null = null;
  #detach: (() => void) | null = null;
  /** Wakes a waiting reader. */
  #wakeReader: (() => void) | null = null;
  #woken = false;

  constructor(source: EventSource, after: number) {
    this.#source = source;
    this.#sequence = after;
    this.#rows = this.#read();
  }

  get isOpen(): boolean {
    return this.#opened;
  }

  receive({ snapshot, eventCount }: OrderUpdate): void {
    this.#opened = true;
    if (snapshot.closedAt !== null && eventCount !== null) this.#finalCount = eventCount;
    this.#wake();
  }

  notFound(): void {
    this.#missing = true;
    this.#wake();
  }

  next(): Promise<IteratorResult<OrderEventRow, undefined>> {
    return this.#rows.next();
  }

  async return(): Promise<IteratorResult<OrderEventRow, undefined>> {
    this.#stopped = true;
    this.#leave();
    this.#wake();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async *#read(): AsyncGenerator<OrderEventRow, undefined, undefined> {
    if (this.#stopped) return;
    this.#detach = this.#source.attach(this);
    try {
      while (!this.#opened && !this.#missing && !this.#stopped) await this.#somethingNew();
      if (this.#missing) throw notFound('There is no such order');
      while (!this.#stopped && !this.#isComplete) {
        yield* this.#backfill();
        yield* this.#live();
      }
    } finally {
      this.#leave();
    }
  }

  /** Pages of the table, up to one that reaches its end. */
  async *#backfill(): AsyncGenerator<OrderEventRow, undefined, undefined> {
    let isFull = true;
    while (isFull && !this.#stopped) {
      const page = await this.#readPage();
      isFull = page.length === PAGE;
      yield* this.#taken(page);
    }
  }

  /** The events of the tail, until it lacks the next one or the timeline is complete. */
  async *#live(): AsyncGenerator<OrderEventRow, undefined, undefined> {
    while (!this.#stopped) {
      const tail = this.#source.tail(this.#sequence);
      const rows = tail.after(this.#sequence);
      if (rows === null) {
        // A follower that is ahead of the tail waits for it.
        if (this.#sequence > tail.last) await this.#somethingNew();
        return;
      }
      yield* this.#taken(rows);
      if (rows.length > 0) continue;
      if (this.#isComplete) return;
      await this.#somethingNew();
    }
  }

  *#taken(rows: readonly OrderEventRow[]): Generator<OrderEventRow, undefined, undefined> {
    for (const row of rows) {
      if (this.#stopped) return;
      this.#sequence = row.sequence;
      yield row;
    }
  }

  get #isComplete(): boolean {
    return this.#finalCount !== null && this.#sequence >= this.#finalCount;
  }

  /** Retries until the table can be read. */
  async #readPage(): Promise<readonly OrderEventRow[]> {
    const { log } = this.#source;
    for (let attempts = 0; !this.#stopped; ) {
      try {
        const page = await this.#source.readPage(this.#sequence, PAGE);
        if (attempts > 0) log.info({}, 'A timeline is read again');
        return page;
      } catch (error) {
        attempts += 1;
        if (attempts === 1) log.warn({ reason: String(error) }, 'A timeline cannot be read');
        const timer = setTimeout(() => this.#wake(), pauseAfter(attempts, backoff));
        await this.#somethingNew();
        clearTimeout(timer);
      }
    }
    return [];
  }

  #somethingNew(): Promise<void> {
    if (this.#woken || this.#stopped) {
      this.#woken = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.#wakeReader = resolve;
    });
  }

  #wake(): void {
    if (!this.#wakeReader) {
      this.#woken = true;
      return;
    }
    this.#wakeReader();
    this.#wakeReader = null;
  }

  #leave(): void {
    this.#detach?.();
    this.#detach = null;
  }
}
