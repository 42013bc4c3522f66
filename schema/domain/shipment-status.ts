/** What each shipment status may become. FAILED: lost, damaged or sent back. */
export const shipmentTransitions = {
  PENDING: ['BOOKED', 'CANCELLED'],
  BOOKED: ['DISPATCHED', 'CANCELLED'],
  DISPATCHED: ['DELIVERED', 'FAILED'],
  DELIVERED: [],
  CANCELLED: [],
  FAILED: [],
} as const satisfies Record<string, readonly string[]>;

export type ShipmentStatus = keyof typeof shipmentTransitions;

export const shipmentStatuses = Object.keys(shipmentTransitions) as readonly ShipmentStatus[];

/** Whether the shipment may still be assigned to a courier: until it is picked up. */
export function isAssignable(status: ShipmentStatus): boolean {
  return status === 'PENDING' || status === 'BOOKED';
}

/** Whether a courier is booked who has yet to deliver it: only such a shipment can be late. */
export function isUnderWay(status: ShipmentStatus): boolean {
  return status === 'BOOKED' || status === 'DISPATCHED';
}

/** A final shipment accepts no more requests. */
export function isFinalShipmentStatus(status: ShipmentStatus): boolean {
  return shipmentTransitions[status].length === 0;
}
