import type { Actor } from '../domain/actor.js';
import type { DeliveryWindow } from '../domain/delivery-window.js';
import type { ReportableTrackingEventType } from '../domain/tracking-event.js';

/** The names by which the API and the `temporal` CLI start, query and signal an order. */
export const ORDER_WORKFLOW = 'order';
export const STATUS_QUERY = 'status';
export const AMEND_SIGNAL = 'amend';
export const CANCEL_SIGNAL = 'cancel';
export const UPDATE_SHIPMENT_SIGNAL = 'updateShipment';
/** Carries nothing: the order looks at its own clock, and at what its couriers promised. */
export const CHECK_LATENESS_SIGNAL = 'checkLateness';

/** The header by which a trace is handed on, from the start of an order to its activities; the SDKs' own interceptors use the same. */
export const TRACE_HEADER = '_tracer-data';

/** What every signal may carry. Without an actor the sender is the system; without a request id it gets none. */
interface RequestSignal {
  readonly requestId?: string;
  readonly actor?: Actor;
}

/** Accept the order without its unavailable items. */
export type AmendSignal = RequestSignal;

/** Cancel what is not dispatched: on the customer's side when the actor is a customer, otherwise on the business's. */
export interface CancelSignal extends RequestSignal {
  readonly reason?: string;
}

/** Who carries a shipment, what the courier did with it, or (TRACK) a report about it. */
export interface UpdateShipmentSignal extends RequestSignal {
  readonly shipmentId: string;
  readonly action: 'ASSIGN' | 'DISPATCH' | 'DELIVER' | 'FAIL' | 'TRACK';
  /** For ASSIGN: the courier; none by default. */
  readonly courierId?: string | null;
  /** For FAIL. */
  readonly reason?: string;
  /** For TRACK: what happened, when (RFC 3339; now by default), where, and a new estimate. */
  readonly type?: ReportableTrackingEventType;
  readonly at?: string;
  readonly location?: string;
  readonly note?: string;
  readonly estimatedDelivery?: string;
  /** Instead of that one moment. */
  readonly deliveryWindow?: DeliveryWindow;
}
