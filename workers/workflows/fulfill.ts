import { ActivityFailure } from '@temporalio/workflow';
import type { ChargeFulfillmentResult } from '../../schema/contract/billing-activities.js';
import { shipmentIdOf } from '../../schema/domain/ids.js';
import { invoiceFor } from '../../schema/domain/invoice.js';
import type {
  InvoiceAmounts,
  PaymentSnapshot,
  ShipmentSnapshot,
} from '../../schema/domain/order-snapshot.js';
import { cleanText } from '../../schema/domain/text.js';
import { bookShipment, chargeFulfillment } from './activities.js';
import type { OrderState } from './order-state.js';
import { now } from './order-state.js';
import { undoFulfillment } from './undo.js';

/**
 * One fulfillment from its reservation to a booked courier: charge the customer, then book. Its payment and
 * shipment enter the state before their step runs, and `undoFulfillment` relies on that. A cancel does not interrupt a
 * running step; its late result is used only to decide what must be undone.
 */
export async function fulfill(state: OrderState, id: string, runId: string): Promise<void> {
  try {
    if (!(await charge(state, id))) {
      if (state.fulfillment(id).status === 'FAILED') await undoFulfillment(state, id, runId);
      return;
    }
    await book(state, id);
  } catch (error) {
    await giveUp(state, id, runId, reasonOf(error));
  }
}

async function charge(state: OrderState, fulfillmentId: string): Promise<boolean> {
  const { items } = state.fulfillment(fulfillmentId);
  const { id: orderId, customerId } = state.snapshot;
  const payment = pendingPayment(fulfillmentId, invoiceFor(items));
  state.changeFulfillment(fulfillmentId, { status: 'PROCESSING', payment });
  const result = await chargeFulfillment({ fulfillmentId, orderId, customerId, items });
  if (state.fulfillment(fulfillmentId).status === 'CANCELLED') {
    settleLateCharge(state, fulfillmentId, result);
    return false;
  }
  switch (result.outcome) {
    case 'CHARGED':
      state.changePayment(fulfillmentId, {
        status: 'CHARGED',
        ...result.invoice,
        chargedAt: result.chargedAt,
      });
      state.tell('PAYMENT_CHARGED', {
        fulfillmentId,
        message: `Charged for invoice ${result.invoice.invoiceReference}`,
      });
      return true;
    case 'DECLINED':
      state.changePayment(fulfillmentId, {
        status: 'FAILED',
        ...result.invoice,
        declineCode: result.declineCode,
      });
      state.changeFulfillment(fulfillmentId, { status: 'FAILED', failureReason: result.reason });
      state.tell('PAYMENT_DECLINED', { fulfillmentId, message: result.reason });
      return false;
    case 'VOIDED':
      throw new VoidedElsewhere('The charge was undone when an operator took the order back');
    default:
      return result satisfies never;
  }
}

async function book(state: OrderState, fulfillmentId: string): Promise<void> {
  const { items, location, status } = state.fulfillment(fulfillmentId);
  // A cancel may have come between the charge's result and here: it undid no booking, since there was none yet.
  if (status === 'CANCELLED') return;
  const { id: orderId, deliveryAddress, revision } = state.snapshot;
  if (location === null) throw new Error(`The fulfillment ${fulfillmentId} has no location`);
  const shipmentId = shipmentIdOf(orderId, Number(fulfillmentId.slice(orderId.length + 1)));
  state.changeFulfillment(fulfillmentId, { shipment: pendingShipment(shipmentId, revision + 1) });
  const request = { shipmentId, fulfillmentId, orderId, location, items, deliveryAddress };
  const result = await bookShipment(request);
  if (state.fulfillment(fulfillmentId).status === 'CANCELLED') return;
  switch (result.outcome) {
    case 'BOOKED': {
      const { carrier, trackingNumber, estimatedDelivery, estimatedFrom = null } = result;
      const tracked = { type: 'BOOKED', at: now(), location, note: null } as const;
      const promise = { estimatedDelivery, estimatedFrom, estimatedAt: tracked.at };
      state.changeShipment(fulfillmentId, { status: 'BOOKED', carrier, trackingNumber, ...promise }, tracked);
      state.tell('SHIPMENT_BOOKED', { fulfillmentId, message: `Booked with ${carrier}, ${trackingNumber}` });
      return;
    }
    case 'VOIDED':
      throw new VoidedElsewhere('The booking was undone when an operator took the order back');
    default:
      result satisfies never;
  }
}

/** A charge that came back after the cancel: the refund knows what was charged, or will know. */
function settleLateCharge(state: OrderState, fulfillmentId: string, result: ChargeFulfillmentResult): void {
  const status = state.fulfillment(fulfillmentId).payment?.status;
  if (result.outcome !== 'CHARGED' || status === undefined) return;
  const charged = { ...result.invoice, chargedAt: result.chargedAt };
  state.changePayment(fulfillmentId, status === 'PENDING' ? { status: 'CHARGED', ...charged } : charged);
}

/** A step that was voided before: by a run of this order that `temporal workflow reset` has undone. */
class VoidedElsewhere extends Error {}

/** Why a step can never succeed; any other error is rethrown. */
function reasonOf(error: unknown): string {
  if (error instanceof VoidedElsewhere) return error.message;
  if (error instanceof ActivityFailure) return cleanText(error.cause?.message ?? error.message);
  throw error;
}

/** A step that can never succeed fails its fulfillment, which is undone; the others go on. */
async function giveUp(
  state: OrderState,
  fulfillmentId: string,
  runId: string,
  reason: string,
): Promise<void> {
  const { status, shipment } = state.fulfillment(fulfillmentId);
  if (status !== 'PROCESSING') return;
  if (shipment) state.changeShipment(fulfillmentId, { status: 'CANCELLED' });
  state.changeFulfillment(fulfillmentId, { status: 'FAILED', failureReason: reason });
  await undoFulfillment(state, fulfillmentId, runId);
}

function pendingPayment(id: string, amounts: InvoiceAmounts): PaymentSnapshot {
  const open = {
    status: 'PENDING',
    invoiceReference: null,
    refunded: 0,
    chargedAt: null,
    declineCode: null,
  } as const;
  return { id, ...open, ...amounts };
}

function pendingShipment(id: string, revision: number): ShipmentSnapshot {
  return {
    id,
    revision,
    status: 'PENDING',
    courierId: null,
    carrier: null,
    trackingNumber: null,
    estimatedDelivery: null,
    dispatchedAt: null,
    deliveredAt: null,
    createdAt: now(),
    updatedAt: now(),
    trackingEvents: [],
  };
}
