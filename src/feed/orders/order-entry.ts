import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import { EventTail } from './event-tail.js';
import type { ChangedOrder } from './read-changed-orders.js';

/** A state of an order: from its row, or (without a row, or without a database) from its workflow. */
export interface OrderUpdate {
  readonly snapshot: OrderSnapshot;
  /** How many timeline events go with this state; null from a workflow, which doesn't number them. */
  readonly eventCount: number | null;
}

/** Somebody who follows one order. */
export interface OrderFollower {
  /** Whether it had its first state, or needs none. */
  readonly isOpen: boolean;
  /** Whether it reads the timeline too. */
  readonly readsTimeline?: boolean;
  /** A state that may be older than the last one it got. */
  receive(state: OrderUpdate): void;
  /** There is no such order. */
  notFound(): void;
}

/** What the feed holds of one order while somebody follows it. */
export class OrderEntry {
  readonly #followers = new Set<OrderFollower>();
  #timelineReaders = 0;
  /** The newest revision that was delivered. */
  revision = 0;
  /** The newest revision and event that were announced or read. */
  lastRevision = 0;
  lastSequence = 0;
  /** Whether a read was asked for since somebody follows the order: one from before may lack what nobody noted. */
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

  /** Whether it was there; the tail goes with the last who reads the timeline. */
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

  /** Takes note of what was announced. */
  announce(revision: number, lastSequence: number): void {
    this.lastRevision = Math.max(this.lastRevision, revision);
    this.lastSequence = Math.max(this.lastSequence, lastSequence);
  }

  /** Takes note of what was read; the followers are told by the caller. */
  update({ snapshot, eventCount, events }: ChangedOrder): void {
    this.announce(snapshot.revision, eventCount);
    this.revision = Math.max(this.revision, snapshot.revision);
    this.isDoubtful = false;
    this.tail?.append(events);
  }

  /** Begins to hold the timeline for a follower that has it up to this sequence. */
  holdTail(base: number): EventTail {
    this.tail ??= new EventTail(base);
    return this.tail;
  }

  /** Whether the table may hold something that some follower waits for. */
  get needsRead(): boolean {
    return this.lastRevision > this.revision || this.lacksEvents || this.isDoubtful || this.hasUnopened;
  }

  /** Whether events are known of that the tail lacks. */
  get lacksEvents(): boolean {
    return this.tail !== null && this.tail.last < this.lastSequence;
  }
}
