import type { OrderEvent } from '../domain/order-event.js';
import type { OrderItem, OrderSnapshot } from '../domain/order-snapshot.js';

/** The latest state of an order and the timeline events that came since the last publication. */
export interface Publication {
  /** The first run of the workflow, the same after continue-as-new and reset: a second run of an old id is told by it. */
  readonly runId: string;
  readonly snapshot: OrderSnapshot;
  readonly events: readonly OrderEvent[];
}

export interface ReserveItemsRequest {
  /** The order as placed: what to reserve, and what the read model shows while it is not yet reserved. */
  readonly placed: Publication;
}

/** What one warehouse can send, or (location null) what none can. */
export interface ReservedFulfillment {
  readonly id: string;
  readonly location: string | null;
  readonly items: readonly OrderItem[];
}

export type ReserveItemsResult =
  | {
      readonly outcome: 'RESERVED';
      /** The ordered items with the catalogue's names and prices, in the order they were given. */
      readonly items: readonly OrderItem[];
      readonly fulfillments: readonly ReservedFulfillment[];
      /** How long the customer has to decide about unavailable items: a setting of the worker, so fixed here. */
      readonly customerActionSeconds: number;
    }
  /** Another order had this id before: this run ends without effect. */
  | { readonly outcome: 'ID_TAKEN' }
  /** `releaseItems` came first: nothing is reserved. */
  | { readonly outcome: 'VOIDED' };

export interface ReleaseItemsRequest {
  readonly orderId: string;
  /** The first run of the workflow: a run that does not own the id releases nothing. */
  readonly runId: string;
  /** Null: the whole order, whether it was reserved or not (it never will be, after this). */
  readonly fulfillmentIds: readonly string[] | null;
}

export interface OrderActivities {
  /** Claims the order's id, shows the order as placed, and takes what can be had out of stock. */
  reserveItems(request: ReserveItemsRequest): Promise<ReserveItemsResult>;
  /** Puts back into stock what was reserved. Undoing what never happened is no error. */
  releaseItems(request: ReleaseItemsRequest): Promise<void>;
  /** Stores the snapshot when it is newer, its new events always, and tells the feed. */
  publishOrder(publication: Publication): Promise<void>;
}
