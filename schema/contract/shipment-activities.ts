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
      readonly estimatedDelivery: string;
    }
  /** `cancelBooking` came first, or while the courier was asked: nothing is booked, or no longer. */
  | { readonly outcome: 'VOIDED' };

export interface ShipmentActivities {
  /** Books a courier for the shipment, once per shipment id. */
  bookShipment(request: BookShipmentRequest): Promise<BookShipmentResult>;
  /** Cancels the booking, and keeps one that is still under way from standing. */
  cancelBooking(request: { readonly shipmentId: string }): Promise<void>;
}
