import { fulfill } from './fulfill.js';
import type { OrderRun } from './order-run.js';

/** Starts all reserved fulfillments concurrently. */
export function processFulfillments({ state, runId, background, deadline }: OrderRun): void {
  deadline.stop();
  state.become('PROCESSING');
  for (const { id, status } of state.snapshot.fulfillments) {
    if (status === 'PENDING') background.run(() => fulfill(state, id, runId));
  }
}

/** Continues without the unavailable items. */
export function amend(run: OrderRun): void {
  for (const { id, status } of run.state.snapshot.fulfillments) {
    if (status === 'UNAVAILABLE') run.state.changeFulfillment(id, { status: 'CANCELLED' });
  }
  processFulfillments(run);
}
