import { CancellationScope, sleep } from '@temporalio/workflow';
import type { OrderState } from './order-state.js';
import { now } from './order-state.js';

/** The customer's time to decide about unavailable items. */
export class Deadline {
  #waking: CancellationScope | null = null;

  readonly #state: OrderState;

  constructor(state: OrderState) {
    this.#state = state;
  }

  /** Judged by the clock, whatever woke the workflow. */
  get isOver(): boolean {
    const { status, actionDeadline } = this.#state.snapshot;
    return status === 'CUSTOMER_ACTION_REQUIRED' && actionDeadline !== null && now() >= actionDeadline;
  }

  /** Wakes the workflow at the deadline in the state. */
  watch(): void {
    const scope = new CancellationScope();
    this.#waking = scope;
    const wake = async () => {
      while (this.#state.snapshot.actionDeadline !== null && !this.isOver) {
        await sleep(Math.max(1, Date.parse(this.#state.snapshot.actionDeadline) - Date.now()));
      }
    };
    // Cancelled when somebody decides: then nothing needs to wake up.
    scope.run(wake).catch(() => undefined);
  }

  stop(): void {
    this.#waking?.cancel();
    this.#waking = null;
    if (this.#state.snapshot.actionDeadline !== null) this.#state.change({ actionDeadline: null });
  }
}
