import type { BookShipmentRequest } from '../../schema/contract/shipment-activities.js';

export interface CourierBooking {
  readonly carrier: string;
  readonly trackingNumber: string;
  /** ISO 8601. */
  readonly estimatedDelivery: string;
}

/** Who carries the parcels: replace it to book with a courier of your own. An outage is thrown. */
export interface Courier {
  /** One booking a shipment id: booked again, it gives the same booking and books nothing more. */
  book(request: BookShipmentRequest): Promise<CourierBooking>;
  /**
   * Cancels the booking of this shipment id. One that never was, or is cancelled, is no error. A booking that comes
   * after it, from a worker that has died since, must not be carried out.
   */
  cancel(booking: { readonly shipmentId: string }): Promise<void>;
}
