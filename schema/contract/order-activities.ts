import type { OrderEvent } from '../domain/order-event.js';
import type { OrderItem, OrderSnapshot } from '../domain/order-snapshot.js';

/** The latest state of an order, and the timeline events since the last publication. */
export interface Publication {
  /** The workflow's first run: the same after continue-as-new and reset, different when an old id is started again. */
  readonly runId: string;
  readonly snapshot: OrderSnapshot;
  readonly events: readonly OrderEvent[];
}

export interface ReserveItemsRequest {
  /** The order as placed: what to reserve, and what the read model shows until then. */
  readonly placed: Publication;
}

/** What one warehouse sends; with location null, what no warehouse has. */
export interface ReservedFulfillment {
  readonly id: string;
  readonly location: string | null;
  readonly items: readonly OrderItem[];
}

export type ReserveItemsResult =
  | {
      readonly outcome: 'RESERVED';
      /** The ordered items with the catalogue's names and prices, in their original order. */
      readonly items: readonly OrderItem[];
      readonly fulfillments: readonly ReservedFulfillment[];
      /** How long the customer may decide about unavailable items. A worker setting, recorded here so that replays agree. */
      readonly customerActionSeconds: number;
    }
  /** The id belongs to another order: this run ends without effect. */
  | { readonly outcome: 'ID_TAKEN' }
  /** `releaseItems` came first: nothing is reserved. */
  | { readonly outcome: 'VOIDED' };

export interface ReleaseItemsRequest {
  readonly orderId: string;
  /** The workflow's first run: a run that does not own the id releases nothing. */
  readonly runId: string;
  /** Null: the whole order. If it is not reserved yet, it never will be. */
  readonly fulfillmentIds: readonly string[] | null;
}

export interface OrderActivities {
  /** Claims the order's id, stores the order as placed, and takes the available items out of stock. */
  reserveItems(request: ReserveItemsRequest): Promise<ReserveItemsResult>;
  /** Puts reserved items back into stock. Releasing what was never reserved is not an error. */
  releaseItems(request: ReleaseItemsRequest): Promise<void>;
  /** Stores the new events, and the snapshot if it is newer; then notifies the feed. */
  publishOrder(publication: Publication): Promise<void>;
}
