import { condition } from '@temporalio/workflow';
import { publishOrder } from './activities.js';
import type { OrderState } from './order-state.js';
import { retryForever } from './retry-forever.js';

/** Events in one publication: what piles up in an outage must not exceed what Temporal takes as a payload. */
const MAX_EVENTS = 100;

/** How long a step may run before what came before it is published without waiting for what it brings. */
const PATIENCE = '2 seconds';

/**
 * Sends the latest state and the new timeline events to the read model, one publication at a time: what changes
 * while one is under way goes with the next. While steps run their changes are gathered for a moment, since each
 * publication costs as much as a step; what a request decided goes at once, because somebody waits for it.
 * Nothing of the order waits for it but its end.
 */
export class Publisher {
  #publishing = false;
  #hurried = false;
  #stopped = false;
  readonly #state: OrderState;
  readonly #runId: string;
  readonly #isBusy: () => boolean;

  /** @param isBusy whether more is about to change by itself */
  constructor(state: OrderState, runId: string, isBusy: () => boolean) {
    this.#state = state;
    this.#runId = runId;
    this.#isBusy = isBusy;
  }

  get isIdle(): boolean {
    return !this.#publishing && !this.#state.hasUnpublished;
  }

  /** Has what is new published without waiting for steps that run. */
  hurry(): void {
    this.#hurried = true;
  }

  /** Nothing more is published: the run goes on in a next one, or had no effect. */
  stop(): void {
    this.#stopped = true;
  }

  async run(): Promise<void> {
    for (;;) {
      await condition(() => this.#stopped || this.#state.hasUnpublished);
      if (!this.#isDue) await condition(() => this.#isDue, PATIENCE);
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

  get #isDue(): boolean {
    return this.#stopped || this.#hurried || !this.#isBusy();
  }
}
