import type { OrderEventRow } from '../../store/read-order-events.js';

/** How many of an order's newest timeline events are held for those who follow it. */
const MAX_HELD = 256;

/** The newest part of one order's timeline: read once, for all who follow it. */
export class EventTail {
  /** The sequence before the first event held. */
  #base: number;
  #rows: OrderEventRow[] = [];

  /** @param base the sequence up to which the followers have the timeline already */
  constructor(base: number) {
    this.#base = base;
  }

  /** The sequence of the newest event held. */
  get last(): number {
    return this.#base + this.#rows.length;
  }

  /** Takes up the events that come next; those it has already are dropped. */
  append(rows: readonly OrderEventRow[]): void {
    for (const row of rows) {
      if (row.sequence === this.last + 1) this.#rows.push(row);
    }
    const surplus = this.#rows.length - MAX_HELD;
    if (surplus > 0) {
      this.#rows = this.#rows.slice(surplus);
      this.#base += surplus;
    }
  }

  /** The events after the sequence; null when some of them are no longer held, or not yet. */
  after(sequence: number): readonly OrderEventRow[] | null {
    if (sequence < this.#base || sequence > this.last) return null;
    return this.#rows.slice(sequence - this.#base);
  }
}
