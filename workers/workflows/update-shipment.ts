import type { OrderEventType } from '../../schema/domain/order-event.js';
import type { FulfillmentSnapshot } from '../../schema/domain/order-snapshot.js';
import type { RequestBody } from '../../schema/domain/requests.js';
import type { TrackingEvent } from '../../schema/domain/tracking-event.js';
import type { Accepted } from './decide.js';
import type { OrderRun } from './order-run.js';
import { now } from './order-state.js';
import { refund } from './undo.js';

type ShipmentBody = Extract<RequestBody, { readonly shipmentId: string }>;

/** Takes into the order what the courier did or reports. */
export function updateShipment(run: OrderRun, body: ShipmentBody, told: Accepted['told']): void {
  const { state, background } = run;
  const { id: fulfillmentId, location } = fulfillmentOf(run, body.shipmentId);
  const at = now();
  const tell = (type: OrderEventType, message: string) =>
    state.tell(type, { ...told, fulfillmentId, message });
  switch (body.action) {
    case 'DISPATCH': {
      const tracked: TrackingEvent = { type: 'PICKED_UP', at, location, note: null };
      state.changeShipment(fulfillmentId, { status: 'DISPATCHED', dispatchedAt: at }, tracked);
      tell('SHIPMENT_DISPATCHED', `Picked up in ${location}`);
      return;
    }
    case 'DELIVER': {
      const tracked: TrackingEvent = { type: 'DELIVERED', at, location: null, note: null };
      state.changeShipment(fulfillmentId, { status: 'DELIVERED', deliveredAt: at }, tracked);
      state.changeFulfillment(fulfillmentId, { status: 'COMPLETED' });
      tell('SHIPMENT_DELIVERED', 'Delivered');
      return;
    }
    case 'FAIL': {
      const { reason } = body;
      const tracked: TrackingEvent = { type: 'FAILED', at, location: null, note: reason };
      state.changeShipment(fulfillmentId, { status: 'FAILED' }, tracked);
      state.changeFulfillment(fulfillmentId, { status: 'FAILED', failureReason: reason });
      tell('SHIPMENT_FAILED', reason);
      background.run(() => refund(state, fulfillmentId, reason));
      return;
    }
    case 'TRACK': {
      const { type, location: place, note, estimatedDelivery } = body;
      const tracked: TrackingEvent = { type, at: body.at ?? at, location: place, note };
      state.changeShipment(fulfillmentId, estimatedDelivery ? { estimatedDelivery } : {}, tracked);
      const words = [type.toLowerCase().replaceAll('_', ' '), place, note].filter((word) => word !== null);
      tell('SHIPMENT_TRACKED', words.join(', '));
      return;
    }
    default:
      body satisfies never;
  }
}

function fulfillmentOf({ state }: OrderRun, shipmentId: string): FulfillmentSnapshot {
  const found = state.snapshot.fulfillments.find(({ shipment }) => shipment?.id === shipmentId);
  if (!found) throw new Error(`The order has no shipment ${shipmentId}`);
  return found;
}
