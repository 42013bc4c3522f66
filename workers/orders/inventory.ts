import type { ReservedFulfillment } from '../../schema/contract/order-activities.js';
import type { RequestedItem } from '../../schema/domain/order-input.js';
import type { OrderItem } from '../../schema/domain/order-snapshot.js';

export interface ReservationRequest {
  readonly orderId: string;
  readonly runId: string;
  readonly items: readonly RequestedItem[];
}

export interface ReservedItems {
  /** The requested items, in their order, with what the catalogue says of them. */
  readonly items: readonly OrderItem[];
  /** One a warehouse that sends something, and last, with no location, one for what none can. */
  readonly fulfillments: readonly ReservedFulfillment[];
}

export interface ReleaseRequest {
  readonly orderId: string;
  readonly runId: string;
  /** Null: the whole order, now and for good. */
  readonly fulfillmentIds: readonly string[] | null;
}

/** Where stock is claimed from: replace it to reserve in a warehouse system of your own. */
export interface Inventory {
  /**
   * Takes what can be had, once an order: asked again, it gives its first answer.
   * VOIDED when the whole order was released, before or meanwhile: then nothing stays taken.
   */
  reserve(request: ReservationRequest): Promise<ReservedItems | 'VOIDED'>;
  /** Puts back what was taken, once. Releasing what was never taken is no error. */
  release(request: ReleaseRequest): Promise<void>;
}
