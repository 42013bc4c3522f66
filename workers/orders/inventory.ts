import type { ReservedFulfillment } from '../../schema/contract/order-activities.js';
import type { RequestedItem } from '../../schema/domain/order-input.js';
import type { OrderItem } from '../../schema/domain/order-snapshot.js';

export interface ReservationRequest {
  readonly orderId: string;
  readonly runId: string;
  readonly items: readonly RequestedItem[];
}

export interface ReservedItems {
  /** The requested items, in their sequence, with their data from the catalogue. */
  readonly items: readonly OrderItem[];
  /** One for each warehouse that sends something; last, without a location, one for what no warehouse has. */
  readonly fulfillments: readonly ReservedFulfillment[];
}

export interface ReleaseRequest {
  readonly orderId: string;
  readonly runId: string;
  /** Null: the whole order, for good. */
  readonly fulfillmentIds: readonly string[] | null;
}

/**
 * Reserves stock: replace it with your own warehouse system. `orderQuote` (`src/orders/quote-order.ts`) splits by the stock in
 * this installation's database, so it must then ask that system too.
 */
export interface Inventory {
  /**
   * Reserves what is available, once per order: a repeated call returns the first answer.
   * VOIDED if the whole order was released, before or meanwhile: then nothing stays reserved.
   */
  reserve(request: ReservationRequest): Promise<ReservedItems | 'VOIDED'>;
  /** Puts back what was reserved, once. Releasing what was never reserved is not an error. */
  release(request: ReleaseRequest): Promise<void>;
}
