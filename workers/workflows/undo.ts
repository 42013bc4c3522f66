import { cancelBooking, refundPayment, releaseItems } from './activities.js';
import type { OrderState } from './order-state.js';
import { now } from './order-state.js';

/**
 * Undoes what was begun for a fulfillment that will not be delivered, last step first. A payment or shipment
 * in the state says that its step may have run; whether it did is for the activity to find out.
 */
export async function undoFulfillment(
  state: OrderState,
  fulfillmentId: string,
  runId: string,
): Promise<void> {
  const { shipment, payment, items, location } = state.fulfillment(fulfillmentId);
  if (shipment) {
    await cancelBooking({ shipmentId: shipment.id });
    state.tell('SHIPMENT_CANCELLED', { fulfillmentId, message: 'The courier was told not to come' });
  }
  if (payment && payment.status !== 'FAILED') await refund(state, fulfillmentId, 'Not to be delivered');
  await releaseItems({ orderId: state.snapshot.id, runId, fulfillmentIds: [fulfillmentId] });
  const units = items.reduce((sum, { quantity }) => sum + quantity, 0);
  state.tell('ITEMS_RELEASED', { fulfillmentId, message: `${units} units are back in stock in ${location}` });
}

/** Gives back what was charged for a fulfillment; a payment that never came to be leaves the order. */
export async function refund(state: OrderState, fulfillmentId: string, reason: string): Promise<void> {
  const { refunded } = await refundPayment({ fulfillmentId, reason });
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
