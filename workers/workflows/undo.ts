import { cancelBooking, refundPayment, releaseItems } from './activities.js';
import { listed } from './listed.js';
import type { OrderState } from './order-state.js';
import { now } from './order-state.js';
import { persist } from './persist.js';

/**
 * Undoes what was begun for a fulfillment that will not be delivered, its steps side by side. A payment or
 * shipment in the state says that its step may have run; whether it did is for the activity to find out.
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
  await persist(() => cancelBooking({ shipmentId }));
  state.tell('SHIPMENT_CANCELLED', { fulfillmentId, message: 'The courier was told not to come' });
}

async function release(state: OrderState, fulfillmentId: string, runId: string): Promise<void> {
  const { id: orderId } = state.snapshot;
  await persist(() => releaseItems({ orderId, runId, fulfillmentIds: [fulfillmentId] }));
  tellReleased(state, fulfillmentId);
}

/** Tells on the timeline that a fulfillment's items are back in stock. */
export function tellReleased(state: OrderState, fulfillmentId: string): void {
  const { location, items } = state.fulfillment(fulfillmentId);
  state.tell('ITEMS_RELEASED', { fulfillmentId, message: `Back in stock in ${location}: ${listed(items)}` });
}

/** Gives back what was charged for a fulfillment; a payment that never came to be leaves the order. */
export async function refund(state: OrderState, fulfillmentId: string, reason: string): Promise<void> {
  const { refunded } = await persist(() => refundPayment({ fulfillmentId, reason }));
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
