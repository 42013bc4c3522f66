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

/** A final shipment accepts no more requests. */
export function isFinalShipmentStatus(status: ShipmentStatus): boolean {
  return shipmentTransitions[status].length === 0;
}
