import { setImmediate as immediate } from 'node:timers/promises';
import type { OrderChange } from '../../../schema/contract/order-changes.js';
import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import type { Log } from '../../errors/log.js';
import type { RecentOrders } from '../../store/recent-orders.js';
import type { OrderWorkflows } from '../../temporal/order-workflows.js';
import { ChangeReader } from './change-reader.js';
import type { EventTail } from './event-tail.js';
import { OpeningQueries } from './opening-queries.js';
import type { OrderFollower, OrderUpdate } from './order-entry.js';
import { OrderEntry } from './order-entry.js';
import type { ChangedOrder, WantedOrder } from './read-changed-orders.js';

/** After this many followers the event loop gets a turn, so that one busy order delays nobody else. */
const FOLLOWERS_A_TURN = 500;

export interface OrderHubOptions {
  readonly read: (wanted: readonly WantedOrder[]) => Promise<ReadonlyMap<string, ChangedOrder>>;
  readonly workflows: Pick<OrderWorkflows, 'status'>;
  readonly recentOrders: Pick<RecentOrders, 'remember' | 'find'>;
  readonly lists: ListFollowers;
  readonly log: Log;
}

/** Those who follow lists of orders or shipments. */
export interface ListFollowers {
  /** Whether the change may concern any list, judged without reading the order. */
  concerns(change: OrderChange): boolean;
  receive(order: OrderSnapshot, changes: readonly OrderChange[]): void | Promise<void>;
  resync(): void;
}

/** Who follows which order. Announced changes are read in batches and delivered to the followers. */
export class OrderHub {
  readonly #options: OrderHubOptions;
  readonly #entries = new Map<string, OrderEntry>();
  readonly #reader: ChangeReader;
  readonly #queries: OpeningQueries;
  /** Whether the last read of the orders table failed: then a missing row means nothing. */
  #isFailing = false;

  constructor(options: OrderHubOptions) {
    this.#options = options;
    this.#reader = new ChangeReader({
      read: options.read,
      isNeeded: (orderId) => this.#entries.get(orderId)?.needsRead ?? false,
      eventsAfter: (orderId) => this.#entries.get(orderId)?.tail?.last ?? null,
      deliver: (orderId, order, changes) =>
        this.#deliver(orderId, order, changes).catch((error: unknown) => {
          options.log.warn({ orderId, reason: String(error) }, 'The feed could not deliver an order');
        }),
      onError: (orderIds, error) => this.#onError(orderIds, error),
    });
    this.#queries = new OpeningQueries({
      workflows: options.workflows,
      onAnswer: (orderId, order) => this.#onAnswer(orderId, order),
      onUnanswered: (orderId) => {
        if (this.#entries.get(orderId)?.hasUnopened) this.#reader.request(orderId);
      },
    });
  }

  /** The number of orders that somebody follows. */
  get size(): number {
    return this.#entries.size;
  }

  /** Follows the order until the returned function is called. A follower that is not open gets its first state soon. */
  follow(orderId: string, follower: OrderFollower): () => void {
    const entry = this.#entries.get(orderId) ?? new OrderEntry();
    this.#entries.set(orderId, entry);
    entry.add(follower);
    if (!follower.isOpen) {
      if (entry.isAsked) this.#reader.request(orderId);
      else this.#reader.requestAnew(orderId);
      entry.isAsked = true;
    }
    return () => {
      if (entry.remove(follower) && entry.followers.size === 0) this.#entries.delete(orderId);
    };
  }

  /** The shared newest part of a timeline, for a follower of the order that has it up to the sequence. */
  tailOf(orderId: string, sequence: number): EventTail {
    const entry = this.#entries.get(orderId);
    if (!entry) throw new Error(`Nobody follows ${orderId}`);
    // A cursor beyond the end must not move the tail of everybody.
    const tail = entry.holdTail(Math.min(sequence, entry.lastSequence));
    if (entry.lacksEvents) this.#reader.request(orderId);
    return tail;
  }

  /** Takes a batch of announced changes. Only those that concern somebody here are read. */
  announce(changes: readonly OrderChange[]): void {
    for (const change of changes) {
      const entry = this.#entries.get(change.orderId);
      const isListed = this.#options.lists.concerns(change);
      entry?.announce(change.revision, change.lastSequence);
      if (isListed) this.#reader.request(change.orderId, change);
      else if (entry?.needsRead) this.#reader.request(change.orderId);
    }
  }

  /** Changes may have been missed: reads every followed order again, and sends RESYNC to lists. */
  resync(): void {
    for (const [orderId, entry] of this.#entries) {
      entry.isDoubtful = true;
      this.#reader.request(orderId);
    }
    this.#options.lists.resync();
  }

  close(): void {
    this.#reader.close();
    this.#queries.close();
  }

  async #deliver(
    orderId: string,
    order: ChangedOrder | null,
    changes: readonly OrderChange[],
  ): Promise<void> {
    if (this.#isFailing) this.#options.log.info({}, 'The feed reads orders again');
    this.#isFailing = false;
    const entry = this.#entries.get(orderId);
    if (!order) {
      if (entry) entry.isDoubtful = false;
      if (entry?.hasUnopened) await this.#openWithoutRow(orderId, entry);
      return;
    }
    const state = this.#newest(order);
    if (changes.length > 0) await this.#options.lists.receive(state.snapshot, changes);
    if (!entry) return;
    entry.update(order);
    await tellFollowers(entry, state);
    if (entry.lacksEvents) this.#reader.request(orderId);
  }

  /** Opens with the state shown last, such as an order just placed here; otherwise with the workflow's. */
  async #openWithoutRow(orderId: string, entry: OrderEntry): Promise<void> {
    const snapshot = this.#options.recentOrders.find(orderId);
    if (snapshot) await tellFollowers(entry, { snapshot, eventCount: null });
    else this.#queries.ask(orderId);
  }

  /** A newer state that was shown replaces an older row, whose event count does not belong to it. */
  #newest(state: OrderUpdate): OrderUpdate {
    const snapshot = this.#options.recentOrders.remember(state.snapshot);
    return snapshot === state.snapshot ? state : { snapshot, eventCount: null };
  }

  #onError(orderIds: readonly string[], error: unknown): void {
    if (!this.#isFailing) this.#options.log.warn({ reason: String(error) }, 'The feed cannot read orders');
    this.#isFailing = true;
    for (const orderId of orderIds) {
      if (this.#entries.get(orderId)?.hasUnopened) this.#queries.ask(orderId);
    }
  }

  #onAnswer(orderId: string, order: OrderSnapshot | 'GONE'): void {
    const entry = this.#entries.get(orderId);
    if (!entry) return;
    if (order !== 'GONE') {
      if (this.#isFailing) {
        // It opens its followers, but only the row has the number of events: it is still to be read.
        entry.isDoubtful = true;
        this.#reader.request(orderId);
      }
      void tellFollowers(entry, this.#newest({ snapshot: order, eventCount: null }));
    } else if (!this.#isFailing) {
      // Neither a row nor a workflow. While rows cannot be read, the reader goes on trying instead.
      for (const follower of entry.followers) if (!follower.isOpen) follower.notFound();
    }
  }
}

async function tellFollowers(entry: OrderEntry, state: OrderUpdate): Promise<void> {
  let told = 0;
  for (const follower of entry.followers) {
    follower.receive(state);
    told += 1;
    if (told % FOLLOWERS_A_TURN === 0) await immediate();
  }
}
