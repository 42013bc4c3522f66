import type { ShipmentActivities } from '../../schema/contract/shipment-activities.js';
import type { Database } from '../database.js';
import { bookShipment } from './book-shipment.js';
import { cancelBooking } from './cancel-booking.js';
import type { Courier } from './courier.js';

export interface ShipmentActivityDependencies {
  readonly database: Database;
  readonly courier: Courier;
}

/** The activities of the `shipments` task queue. */
export function createShipmentActivities(dependencies: ShipmentActivityDependencies): ShipmentActivities {
  return {
    bookShipment: (request) => bookShipment(dependencies, request),
    cancelBooking: (request) => cancelBooking(dependencies, request),
  };
}
