import type { Address } from '../domain/order-input.js';
import type { OrderItem } from '../domain/order-snapshot.js';

export interface BookShipmentRequest {
  readonly shipmentId: string;
  readonly fulfillmentId: string;
  readonly orderId: string;
  readonly location: string;
  readonly items: readonly OrderItem[];
  readonly deliveryAddress: Address | null;
}

export type BookShipmentResult =
  | {
      readonly outcome: 'BOOKED';
      readonly carrier: string;
      readonly trackingNumber: string;
      /** The end of the promised window. */
      readonly estimatedDelivery: string;
      /** Its beginning; left out when the courier promises one moment, as by older versions. */
      readonly estimatedFrom?: string;
    }
  /** `cancelBooking` came before or during the booking: nothing stays booked. */
  | { readonly outcome: 'VOIDED' };

export interface ShipmentActivities {
  /** Books a courier for the shipment, once per shipment id. */
  bookShipment(request: BookShipmentRequest): Promise<BookShipmentResult>;
  /** Cancels the booking, and makes sure that one still under way does not stand. */
  cancelBooking(request: { readonly shipmentId: string }): Promise<void>;
}
