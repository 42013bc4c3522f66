import type { ShipmentActivities } from '../../schema/contract/shipment-activities.js';
import type { BookingDependencies } from './bookings.js';
import { bookShipment, cancelBooking } from './bookings.js';

/** The activities of the `shipments` task queue. */
export function createShipmentActivities(dependencies: BookingDependencies): ShipmentActivities {
  return {
    bookShipment: (request) => bookShipment(dependencies, request),
    cancelBooking: (request) => cancelBooking(dependencies, request),
  };
}
