import { cancelBooking, refundPayment, releaseItems } from './activities.js';
import type { OrderState } from './order-state.js';
import { now } from './order-state.js';
import { retryForever } from './retry-forever.js';
import { tellReleased } from './tell-items.js';

/**
 * Compensates the steps of a fulfillment that will not be delivered, concurrently. A payment or shipment in the state means
 * that its step may have run; the activity finds out whether it did.
 */
export async function undoFulfillment(
  state: OrderState,
  fulfillmentId: string,
  runId: string,
): Promise<void> {
  const { shipment, payment } = state.fulfillment(fulfillmentId);
  await Promise.all([
    shipment && unbook(state, fulfillmentId, shipment.id),
    payment && payment.status !== 'FAILED' && refund(state, fulfillmentId, 'Not to be delivered'),
    release(state, fulfillmentId, runId),
  ]);
}

async function unbook(state: OrderState, fulfillmentId: string, shipmentId: string): Promise<void> {
  await retryForever(() => cancelBooking({ shipmentId }));
  state.tell('SHIPMENT_CANCELLED', { fulfillmentId, message: 'The booking of the courier was cancelled' });
}

async function release(state: OrderState, fulfillmentId: string, runId: string): Promise<void> {
  const { id: orderId } = state.snapshot;
  await retryForever(() => releaseItems({ orderId, runId, fulfillmentIds: [fulfillmentId] }));
  tellReleased(state, fulfillmentId);
}

/** Refunds a fulfillment; a payment that was never made is removed from the order. */
export async function refund(state: OrderState, fulfillmentId: string, reason: string): Promise<void> {
  const { refunded } = await retryForever(() => refundPayment({ fulfillmentId, reason }));
  if (refunded === 0) {
    state.changeFulfillment(fulfillmentId, { payment: null });
    return;
  }
  if (state.fulfillment(fulfillmentId).payment?.status === 'PENDING') {
    state.changePayment(fulfillmentId, { status: 'CHARGED', chargedAt: now() });
  }
  state.changePayment(fulfillmentId, { status: 'REFUNDED', refunded });
  state.tell('PAYMENT_REFUNDED', { fulfillmentId, message: 'The payment was refunded' });
}
