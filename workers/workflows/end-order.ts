import type { OrderEventType } from '../../schema/domain/order-event.js';
import { settlementOf } from '../../schema/domain/order-rules.js';
import type { OrderRun } from './order-run.js';
import { now } from './order-state.js';

const endings = {
  COMPLETED: ['ORDER_COMPLETED', 'Everything was delivered'],
  PARTIALLY_COMPLETED: ['ORDER_PARTIALLY_COMPLETED', 'Some was delivered, some could not be'],
  FAILED: ['ORDER_FAILED', 'Nothing could be delivered'],
  CANCELLED: ['ORDER_CANCELLED', 'The order was cancelled'],
  TIMED_OUT: ['ORDER_TIMED_OUT', 'Nobody decided about the unavailable items in time'],
} as const satisfies Record<string, readonly [OrderEventType, string]>;

/** Gives the order its final status; running compensations go on. */
export function endOrder({ state, deadline }: OrderRun, status: keyof typeof endings): void {
  deadline.stop();
  state.become(status);
  const [type, message] = endings[status];
  state.tell(type, { message });
}

/** Whether `settle` would change something. */
export function isToSettle({ state, background }: OrderRun): boolean {
  return settlementOf(state.snapshot, background.isIdle) !== null;
}

/** Ends the order when all its fulfillments have, and closes it when nothing more is under way. */
export function settle(run: OrderRun): void {
  const { state, background } = run;
  for (;;) {
    const next = settlementOf(state.snapshot, background.isIdle);
    if (next === null) return;
    if (next === 'CLOSED') state.change({ closedAt: now() });
    else endOrder(run, next);
  }
}
