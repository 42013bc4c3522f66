import { isCancellable } from '../../schema/domain/order-rules.js';
import type { Cancellation, FulfillmentSnapshot } from '../../schema/domain/order-snapshot.js';
import { releaseItems } from './activities.js';
import { endOrder } from './end-order.js';
import type { OrderRun } from './order-run.js';
import { now } from './order-state.js';
import { retryForever } from './retry-forever.js';
import { tellReleased } from './tell-items.js';
import { undoFulfillment } from './undo.js';

/** Undoes every fulfillment that is not dispatched; those that are go on. */
export function cancel(run: OrderRun, cancellation: Cancellation): void {
  const { state } = run;
  const { status, fulfillments } = state.snapshot;
  state.change({ cancellation });
  // When nothing could be had, UNAVAILABLE stays: it says why the order was cancelled.
  const isAnyReserved = fulfillments.some(({ location }) => location !== null);
  for (const fulfillment of fulfillments) {
    if (isCancellable(fulfillment)) cancelFulfillment(run, fulfillment);
    else if (fulfillment.status === 'UNAVAILABLE' && isAnyReserved) {
      state.changeFulfillment(fulfillment.id, { status: 'CANCELLED' });
    }
  }
  // How it ends once its steps have begun follows from what became of all its fulfillments: `settle` sees to it.
  if (status === 'PROCESSING') return;
  endOrder(run, 'CANCELLED');
  // With no fulfillment yet the reservation is under way, and the release keeps it from standing.
  if (isAnyReserved || fulfillments.length === 0) releaseAll(run);
}

export function cancelByBusiness(run: OrderRun, reason: string): void {
  cancel(run, { by: 'BUSINESS', reason, at: now() });
}

/** Ends an order that nobody decided about in time. */
export function timeOut(run: OrderRun): void {
  const { state } = run;
  state.tell('ACTION_TIMED_OUT', { message: 'The time to decide about the unavailable items is over' });
  for (const { id } of state.snapshot.fulfillments) state.changeFulfillment(id, { status: 'CANCELLED' });
  endOrder(run, 'TIMED_OUT');
  releaseAll(run);
}

function cancelFulfillment({ state, runId, background }: OrderRun, fulfillment: FulfillmentSnapshot): void {
  const { id, shipment, status } = fulfillment;
  if (shipment) {
    const tracked = { type: 'CANCELLED', at: now(), location: null, note: null } as const;
    state.changeShipment(id, { status: 'CANCELLED' }, tracked);
  }
  state.changeFulfillment(id, { status: 'CANCELLED' });
  // What was only reserved is released with the whole order.
  if (status === 'PROCESSING') background.run(() => undoFulfillment(state, id, runId));
}

function releaseAll({ state, runId, background }: OrderRun): void {
  const { id: orderId, fulfillments } = state.snapshot;
  background.run(async () => {
    await retryForever(() => releaseItems({ orderId, runId, fulfillmentIds: null }));
    for (const { id, location } of fulfillments) if (location !== null) tellReleased(state, id);
  });
}
