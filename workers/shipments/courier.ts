import type { BookShipmentRequest } from '../../schema/contract/shipment-activities.js';

export interface CourierBooking {
  readonly carrier: string;
  readonly trackingNumber: string;
  /** By when it arrives: the end of the promised window, RFC 3339. */
  readonly estimatedDelivery: string;
  /** The beginning of the window; left out when one moment is promised. */
  readonly estimatedFrom?: string;
}

/** Carries the parcels: replace it with your own courier. Throw on an outage. */
export interface Courier {
  /** One booking per shipment id: a repeated call returns the same booking and books nothing more. */
  book(request: BookShipmentRequest): Promise<CourierBooking>;
  /**
   * Cancels the booking of this shipment id. A missing or cancelled booking is not an error. A booking that
   * arrives later, from a worker that has died since, must have no effect.
   */
  cancel(booking: { readonly shipmentId: string }): Promise<void>;
}
