import type { Actor } from '../domain/actor.js';
import type { ReportableTrackingEventType } from '../domain/tracking-event.js';

/** The names outsiders start, query and signal an order by; the `temporal` CLI uses them too. */
export const ORDER_WORKFLOW = 'order';
export const STATUS_QUERY = 'status';
export const AMEND_SIGNAL = 'amend';
export const CANCEL_SIGNAL = 'cancel';
export const UPDATE_SHIPMENT_SIGNAL = 'updateShipment';

/** What every signal may carry. A sender that leaves the actor out is the system, its request id is made. */
interface RequestSignal {
  readonly requestId?: string;
  readonly actor?: Actor;
}

/** Accept the order without its unavailable items. */
export type AmendSignal = RequestSignal;

/** Cancel what is not dispatched; by the customer when the actor is one, else by the business. */
export interface CancelSignal extends RequestSignal {
  readonly reason?: string;
}

/** What the courier did with a shipment, or reports of it (TRACK: with a type). */
export interface UpdateShipmentSignal extends RequestSignal {
  readonly shipmentId: string;
  readonly action: 'DISPATCH' | 'DELIVER' | 'FAIL' | 'TRACK';
  /** FAIL: why. */
  readonly reason?: string;
  /** TRACK: what happened, when (ISO 8601; now when left out), where, and a new estimate. */
  readonly type?: ReportableTrackingEventType;
  readonly at?: string;
  readonly location?: string;
  readonly note?: string;
  readonly estimatedDelivery?: string;
}
