import { condition } from '@temporalio/workflow';
import { publishOrder } from './activities.js';
import type { OrderState } from './order-state.js';
import { persist } from './persist.js';

/** Events in one publication: what piles up in an outage must not exceed what Temporal takes as a payload. */
const MAX_EVENTS = 100;

/**
 * Sends the latest state and the new timeline events to the read model, one publication at a time: what changes
 * while one is under way goes with the next. Nothing of the order waits for it but its end.
 */
export class Publisher {
  private publishing = false;
  private stopped = false;

  constructor(
    private readonly state: OrderState,
    private readonly runId: string,
  ) {}

  get isIdle(): boolean {
    return !this.publishing && !this.state.hasUnpublished;
  }

  /** Nothing more is published: the run goes on in a next one, or had no effect. */
  stop(): void {
    this.stopped = true;
  }

  async run(): Promise<void> {
    for (;;) {
      await condition(() => this.stopped || this.state.hasUnpublished);
      if (this.stopped) return;
      const { snapshot } = this.state;
      const events = this.state.unpublishedEvents.slice(0, MAX_EVENTS);
      const publication = { runId: this.runId, snapshot, events };
      this.publishing = true;
      await persist(() => publishOrder(publication));
      this.publishing = false;
      this.state.acknowledge(publication);
    }
  }
}
