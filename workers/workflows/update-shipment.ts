import type { OrderEventType } from '../../schema/domain/order-event.js';
import type { FulfillmentSnapshot, ShipmentSnapshot } from '../../schema/domain/order-snapshot.js';
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
  const { id: fulfillmentId, location, shipment } = fulfillmentOf(run, body.shipmentId);
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
      const { type, location: place, note } = body;
      const tracked: TrackingEvent = { type, at: body.at ?? at, location: place, note };
      state.changeShipment(
        fulfillmentId,
        newerEstimate(shipment, body.estimatedDelivery, tracked.at),
        tracked,
      );
      const words = [type.toLowerCase().replaceAll('_', ' '), place, note].filter((word) => word !== null);
      tell('SHIPMENT_TRACKED', words.join(', '));
      return;
    }
    default:
      body satisfies never;
  }
}

/** What a report changes of the estimate: nothing when an estimate of a later moment is known. */
function newerEstimate(
  { estimatedAt }: ShipmentSnapshot,
  estimatedDelivery: string | null,
  reportedAt: string,
): Partial<ShipmentSnapshot> {
  const current = now();
  // A report of the future must not outdo every one to come.
  const asOf = reportedAt < current ? reportedAt : current;
  if (estimatedDelivery === null || (estimatedAt !== undefined && asOf < estimatedAt)) return {};
  return { estimatedDelivery, estimatedAt: asOf };
}

type ShippedFulfillment = FulfillmentSnapshot & { readonly shipment: ShipmentSnapshot };

function fulfillmentOf({ state }: OrderRun, shipmentId: string): ShippedFulfillment {
  const found = state.snapshot.fulfillments.find(
    (fulfillment): fulfillment is ShippedFulfillment => fulfillment.shipment?.id === shipmentId,
  );
  if (!found) throw new Error(`The order has no shipment ${shipmentId}`);
  return found;
}
