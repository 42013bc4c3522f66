import { isOverdue } from '../../schema/domain/lateness.js';
import type { OrderState } from './order-state.js';
import { now } from './order-state.js';

/**
 * Records broken promises, judged by the order's own state and clock: a check that comes twice, too early, or after the
 * delivery changes nothing. The key tells each window's event from those of other windows.
 */
export function markLate(state: OrderState): void {
  for (const { id: fulfillmentId, shipment } of state.snapshot.fulfillments) {
    if (shipment?.estimatedDelivery == null || !isOverdue(shipment, now())) continue;
    const until = new Date(shipment.estimatedDelivery).toISOString();
    state.changeShipment(fulfillmentId, { isLate: true });
    const message = `Not delivered by ${until.slice(0, 16).replace('T', ' ')} UTC as promised`;
    state.tell('SHIPMENT_LATE', { fulfillmentId, key: until, message });
  }
}
