import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import { EventTail } from './event-tail.js';
import type { ChangedOrder } from './read-changed-orders.js';

/** A state of an order: from its row, or (without a row, or without a database) from its workflow. */
export interface OrderUpdate {
  readonly snapshot: OrderSnapshot;
  /** How many timeline events the order has; null from a workflow, which does not count them. */
  readonly eventCount: number | null;
}

/** Somebody who follows one order. */
export interface OrderFollower {
  /** Whether it has its first state, or needs none. */
  readonly isOpen: boolean;
  /** Whether it reads the timeline too. */
  readonly readsTimeline?: boolean;
  /** A state that may be older than the last one it got. */
  receive(state: OrderUpdate): void;
  /** There is no such order. */
  notFound(): void;
}

/** What the feed knows of one order while somebody follows it. */
export class OrderEntry {
  readonly #followers = new Set<OrderFollower>();
  #timelineReaders = 0;
  /** The newest revision that was delivered. */
  revision = 0;
  /** The newest revision and event that were announced or read. */
  lastRevision = 0;
  lastSequence = 0;
  /** Whether a read was requested since the first follower came: an earlier one may be out of date. */
  isAsked = false;
  /** Whether a change may have been missed. */
  isDoubtful = false;
  /** The newest part of the timeline; only while somebody follows that. */
  tail: EventTail | null = null;

  get followers(): ReadonlySet<OrderFollower> {
    return this.#followers;
  }

  add(follower: OrderFollower): void {
    this.#followers.add(follower);
    if (follower.readsTimeline) this.#timelineReaders += 1;
  }

  /** Returns whether it was there. The tail is dropped with the last reader of the timeline. */
  remove(follower: OrderFollower): boolean {
    if (!this.#followers.delete(follower)) return false;
    if (follower.readsTimeline) this.#timelineReaders -= 1;
    if (this.#timelineReaders === 0) this.tail = null;
    return true;
  }

  /** Whether any follower still waits for its first state. */
  get hasUnopened(): boolean {
    for (const follower of this.#followers) if (!follower.isOpen) return true;
    return false;
  }

  announce(revision: number, lastSequence: number): void {
    this.lastRevision = Math.max(this.lastRevision, revision);
    this.lastSequence = Math.max(this.lastSequence, lastSequence);
  }

  /** Notes what was read. The caller informs the followers. */
  update({ snapshot, eventCount, events }: ChangedOrder): void {
    this.announce(snapshot.revision, eventCount);
    this.revision = Math.max(this.revision, snapshot.revision);
    this.isDoubtful = false;
    this.tail?.append(events);
  }

  /** The tail; created for a follower that has the timeline up to this sequence. */
  holdTail(base: number): EventTail {
    this.tail ??= new EventTail(base);
    return this.tail;
  }

  /** Whether the table may hold something that a follower waits for. */
  get needsRead(): boolean {
    return this.lastRevision > this.revision || this.lacksEvents || this.isDoubtful || this.hasUnopened;
  }

  /** Whether there are events that the tail lacks. */
  get lacksEvents(): boolean {
    return this.tail !== null && this.tail.last < this.lastSequence;
  }
}
