import { condition, patched } from '@temporalio/workflow';
import { publishOrder } from './activities.js';
import { isHistoryToBeSpared } from './history-length.js';
import type { OrderState } from './order-state.js';
import { retryForever } from './retry-forever.js';

/** The most events in one publication: what accumulates in an outage must not exceed Temporal's payload limit. */
const MAX_EVENTS = 100;

/** How long earlier changes wait for the result of a running step before they are published. */
const PATIENCE = '2 seconds';

/** And how long when the history is to be spared: they wait for the end of the step. */
const LONG_PATIENCE = '1 hour';

/**
 * Sends the latest state and the new timeline events to the read model, one publication at a time: changes during one go
 * with the next. While steps run their changes are gathered for a moment, since each publication costs as much as a
 * step; the result of a request is published at once, because somebody waits for it. Only the order's end waits for
 * publications.
 */
export class Publisher {
  #publishing = false;
  #hurried = false;
  #stopped = false;
  readonly #state: OrderState;
  readonly #runId: string;
  readonly #isBusy: () => boolean;

  /** @param isBusy whether running steps will change more */
  constructor(state: OrderState, runId: string, isBusy: () => boolean) {
    this.#state = state;
    this.#runId = runId;
    this.#isBusy = isBusy;
  }

  get isIdle(): boolean {
    return !this.#publishing && !this.#state.hasUnpublished;
  }

  /** Publishes changes without waiting for running steps, unless the history is to be spared. */
  hurry(): void {
    this.#hurried = true;
  }

  /** Stops publishing: the run continues as a new one, or had no effect. */
  stop(): void {
    this.#stopped = true;
  }

  async run(): Promise<void> {
    for (;;) {
      await condition(() => this.#stopped || this.#state.hasUnpublished);
      const isSparing = isHistoryToBeSpared() && patched('spared-history');
      const isDue = () => this.#stopped || !this.#isBusy() || (this.#hurried && !isSparing);
      if (!isDue()) await condition(isDue, isSparing ? LONG_PATIENCE : PATIENCE);
      if (this.#stopped) return;
      this.#hurried = false;
      const { snapshot } = this.#state;
      const events = this.#state.unpublishedEvents.slice(0, MAX_EVENTS);
      const publication = { runId: this.#runId, snapshot, events };
      this.#publishing = true;
      await retryForever(() => publishOrder(publication));
      this.#publishing = false;
      this.#state.acknowledge(publication);
    }
  }
}
