import type { Actor } from '../../schema/domain/actor.js';
import type { OrderEventType } from '../../schema/domain/order-event.js';
import type { FulfillmentSnapshot, ShipmentSnapshot } from '../../schema/domain/order-snapshot.js';
import type { RequestBody } from '../../schema/domain/requests.js';
import type { TrackingEvent } from '../../schema/domain/tracking-event.js';
import type { Accepted } from './decide.js';
import type { OrderRun } from './order-run.js';
import type { OrderState } from './order-state.js';
import { now } from './order-state.js';
import { refund } from './undo.js';

type Assignment = Extract<RequestBody, { readonly action: 'ASSIGN' }>;
type Report = Extract<RequestBody, { readonly action: 'TRACK' }>;
type ShipmentBody = Exclude<Extract<RequestBody, { readonly shipmentId: string }>, Assignment>;

/** Assigns a shipment. The timeline does not name the courier, because the customer reads it too. */
export function assignShipment({ state }: OrderRun, body: Assignment, told: Accepted['told']): void {
  const { id: fulfillmentId, shipment } = fulfillmentOf(state, body.shipmentId);
  const { courierId } = body;
  if (courierId === (shipment.courierId ?? null)) return;
  state.changeShipment(fulfillmentId, { courierId });
  const message = courierId === null ? 'Assigned to no courier any more' : 'Assigned to a courier';
  state.tell('SHIPMENT_ASSIGNED', { ...told, fulfillmentId, message });
}

/** Applies what the courier did or reports. */
export function updateShipment(run: OrderRun, body: ShipmentBody, told: Accepted['told']): void {
  const { state, background } = run;
  const { id: fulfillmentId, location, shipment } = fulfillmentOf(state, body.shipmentId);
  const courierId = takerOf(shipment, told.actor);
  const at = now();
  const tell = (type: OrderEventType, message: string) =>
    state.tell(type, { ...told, fulfillmentId, message });
  switch (body.action) {
    case 'DISPATCH': {
      const tracked: TrackingEvent = { type: 'PICKED_UP', at, location, note: null };
      state.changeShipment(fulfillmentId, { status: 'DISPATCHED', courierId, dispatchedAt: at }, tracked);
      tell('SHIPMENT_DISPATCHED', `Picked up in ${location}`);
      return;
    }
    case 'DELIVER': {
      const tracked: TrackingEvent = { type: 'DELIVERED', at, location: null, note: null };
      state.changeShipment(fulfillmentId, { status: 'DELIVERED', courierId, deliveredAt: at }, tracked);
      state.changeFulfillment(fulfillmentId, { status: 'COMPLETED' });
      tell('SHIPMENT_DELIVERED', 'Delivered');
      return;
    }
    case 'FAIL': {
      const { reason } = body;
      const tracked: TrackingEvent = { type: 'FAILED', at, location: null, note: reason };
      state.changeShipment(fulfillmentId, { status: 'FAILED', courierId }, tracked);
      state.changeFulfillment(fulfillmentId, { status: 'FAILED', failureReason: reason });
      tell('SHIPMENT_FAILED', reason);
      background.run(() => refund(state, fulfillmentId, reason));
      return;
    }
    case 'TRACK': {
      const { type, location: place, note } = body;
      const tracked: TrackingEvent = { type, at: body.at ?? at, location: place, note };
      state.changeShipment(fulfillmentId, newerEstimate(shipment, body, tracked.at), tracked);
      const words = [type.toLowerCase().replaceAll('_', ' '), place, note].filter((word) => word !== null);
      tell('SHIPMENT_TRACKED', words.join(', '));
      return;
    }
    default:
      body satisfies never;
  }
}

/** Who has the shipment from now on: an unassigned one goes to the courier who moves it. */
function takerOf({ courierId }: ShipmentSnapshot, { kind, id }: Actor): string | null {
  return courierId ?? (kind === 'COURIER' ? id : null);
}

/**
 * The estimate from a report; nothing changes if a later report gave one already. A new one is a new promise, which may be
 * broken again.
 */
function newerEstimate(
  { estimatedAt, estimatedDelivery: promised, isLate = false }: ShipmentSnapshot,
  { estimatedDelivery, estimatedFrom }: Report,
  reportedAt: string,
): Partial<ShipmentSnapshot> {
  const current = now();
  // A report dated in the future must not override all later ones.
  const asOf = reportedAt < current ? reportedAt : current;
  if (estimatedDelivery === null || (estimatedAt !== undefined && asOf < estimatedAt)) return {};
  const stays = isLate && estimatedDelivery === promised;
  return { estimatedDelivery, estimatedFrom: estimatedFrom ?? null, estimatedAt: asOf, isLate: stays };
}

type ShippedFulfillment = FulfillmentSnapshot & { readonly shipment: ShipmentSnapshot };

function fulfillmentOf(state: OrderState, shipmentId: string): ShippedFulfillment {
  const found = state.snapshot.fulfillments.find(
    (fulfillment): fulfillment is ShippedFulfillment => fulfillment.shipment?.id === shipmentId,
  );
  if (!found) throw new Error(`The order has no shipment ${shipmentId}`);
  return found;
}
