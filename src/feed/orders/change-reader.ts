import { setTimeout as sleep } from 'node:timers/promises';
import { pauseAfter } from '../../../runtime/retry/backoff.js';
import type { OrderChange } from '../../../schema/contract/order-changes.js';
import type { ChangedOrder, WantedOrder } from './read-changed-orders.js';

/** How many orders go into one read. */
const BATCH = 500;
const backoff = { first: 100, longest: 2_000 };

export interface ChangeReaderOptions {
  readonly read: (wanted: readonly WantedOrder[]) => Promise<ReadonlyMap<string, ChangedOrder>>;
  /** Whether an order that was requested without a change still needs a read. */
  readonly isNeeded: (orderId: string) => boolean;
  /** The sequence after which timeline events are wanted too; null: none. */
  readonly eventsAfter: (orderId: string) => number | null;
  /** The order as it is now (null: no row), with the changes that were announced since the last read. */
  readonly deliver: (
    orderId: string,
    order: ChangedOrder | null,
    changes: readonly OrderChange[],
  ) => void | Promise<void>;
  /** These could not be read, and will be retried. */
  readonly onError: (orderIds: readonly string[], error: unknown) => void;
}

/**
 * Reads what changed, one batch at a time. What is announced during a read goes into the next one, so batches grow with the
 * load. A failed read is retried until it succeeds.
 */
export class ChangeReader {
  readonly #options: ChangeReaderOptions;
  readonly #wanted = new Map<string, OrderChange[]>();
  /** Those whose next read must begin after the request. */
  readonly #anew = new Set<string>();
  #running = false;
  readonly #closing = new AbortController();

  constructor(options: ChangeReaderOptions) {
    this.#options = options;
  }

  /** Reads the order with the next batch. `change`: the announcement behind it, if any. */
  request(orderId: string, change?: OrderChange): void {
    const changes = this.#wanted.get(orderId);
    if (!changes) this.#wanted.set(orderId, change ? [change] : []);
    else if (change) changes.push(change);
    if (this.#running || this.#closing.signal.aborted) return;
    this.#running = true;
    void this.#run();
  }

  /** Reads the order with a batch that begins from now on: a read under way may have begun too early. */
  requestAnew(orderId: string): void {
    this.#anew.add(orderId);
    this.request(orderId);
  }

  close(): void {
    this.#closing.abort();
    this.#wanted.clear();
    this.#anew.clear();
  }

  async #run(): Promise<void> {
    let attempts = 0;
    while (this.#wanted.size > 0 && !this.#closing.signal.aborted) {
      const batch = this.#takeBatch();
      if (batch.length === 0) break;
      const orders = await this.#read(batch);
      if (orders) {
        attempts = 0;
        for (const [orderId, changes] of batch) {
          await this.#options.deliver(orderId, orders.get(orderId) ?? null, changes);
        }
      } else {
        this.#putBack(batch);
        attempts += 1;
        await this.#pause(pauseAfter(attempts, backoff));
      }
    }
    this.#running = false;
  }

  async #read(batch: readonly [string, OrderChange[]][]): Promise<ReadonlyMap<string, ChangedOrder> | null> {
    const orderIds = batch.map(([orderId]) => orderId);
    try {
      return await this.#options.read(
        orderIds.map((orderId) => ({ orderId, eventsAfter: this.#options.eventsAfter(orderId) })),
      );
    } catch (error) {
      if (!this.#closing.signal.aborted) this.#options.onError(orderIds, error);
      return null;
    }
  }

  #takeBatch(): [string, OrderChange[]][] {
    const batch: [string, OrderChange[]][] = [];
    for (const wanted of this.#wanted) {
      const [orderId, changes] = wanted;
      this.#wanted.delete(orderId);
      const isAnew = this.#anew.delete(orderId);
      if (changes.length === 0 && !isAnew && !this.#options.isNeeded(orderId)) continue;
      if (batch.push(wanted) === BATCH) break;
    }
    return batch;
  }

  #putBack(batch: readonly [string, OrderChange[]][]): void {
    for (const [orderId, changes] of batch) {
      this.#wanted.set(orderId, [...changes, ...(this.#wanted.get(orderId) ?? [])]);
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#closing.signal }).catch(() => {});
  }
}
