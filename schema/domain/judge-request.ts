import type { Actor } from './actor.js';
import { promiseProblem } from './delivery-window.js';
import { isFinal, orderActions, shipmentActions } from './order-rules.js';
import type { OrderSnapshot, ShipmentSnapshot } from './order-snapshot.js';
import { recall } from './request-memory.js';
import type { IdentifiedRequest, Refusal } from './request-outcome.js';
import type { RequestBody } from './requests.js';
import { isAssignable, isFinalShipmentStatus } from './shipment-status.js';
import {
  MAX_SNAPSHOT_LENGTH,
  MAX_TRACKING_EVENTS,
  RESERVED_TRACKING_EVENTS,
  reportableIn,
} from './tracking-event.js';

/** Why the order cannot do what is asked in its present state; null when it can. */
export function refusalOf(order: OrderSnapshot, request: RequestBody): Refusal | null {
  switch (request.action) {
    case 'AMEND':
    case 'CANCEL':
      return orderRefusal(order, request.action);
    case 'ASSIGN':
    case 'DISPATCH':
    case 'DELIVER':
    case 'FAIL':
    case 'TRACK':
      return shipmentRefusal(shipmentOf(order, request.shipmentId), request) ?? sizeRefusal(order, request);
    default:
      return request satisfies never;
  }
}

/** The refusal of a promise that is broken already, or too far away. Older reports, of a single time, are not judged. */
export function promiseRefusal(request: RequestBody, now: string): Refusal | null {
  if (request.action !== 'TRACK' || request.estimatedFrom === undefined) return null;
  const problem = promiseProblem(request.estimatedDelivery ?? now, now, request.at);
  return problem === null ? null : { code: 'INVALID', message: `The deliveryWindow ${problem}` };
}

/**
 * The refusal of a courier whose request is about another courier's shipment, which is reported as not found. A courier
 * without an id, such as at the Temporal CLI, stands for any courier.
 */
export function foreignRefusal(
  order: OrderSnapshot,
  { kind, id }: Actor,
  request: RequestBody,
): Refusal | null {
  if (kind !== 'COURIER' || id === null || !('shipmentId' in request)) return null;
  const courierId = shipmentOf(order, request.shipmentId)?.courierId ?? null;
  return courierId === null || courierId === id ? null : noSuchShipment(request);
}

/**
 * The answer of this state of the order to a request: the remembered outcome, or a refusal because the order is closed.
 * Null: the request is still to be judged.
 */
export function answerIn(
  order: OrderSnapshot,
  request: IdentifiedRequest,
): { readonly refusal: Refusal | null } | null {
  const recalled = recall(order.requests, request);
  if (recalled.kind !== 'NEW') return recalled;
  return order.closedAt === null ? null : { refusal: tooLate(order, request) };
}

/** The refusal of an order whose workflow has ended. */
export function tooLate(order: OrderSnapshot, { actor, body }: IdentifiedRequest): Refusal {
  const refusal = foreignRefusal(order, actor, body) ?? refusalOf(order, body);
  return refusal ?? { code: 'ALREADY_FINAL', message: 'The order has ended' };
}

function shipmentOf(order: OrderSnapshot, shipmentId: string): ShipmentSnapshot | null {
  return order.fulfillments.find(({ shipment }) => shipment?.id === shipmentId)?.shipment ?? null;
}

function orderRefusal(order: OrderSnapshot, action: 'AMEND' | 'CANCEL'): Refusal | null {
  if (isFinal(order)) return { code: 'ALREADY_FINAL', message: `The order is already ${order.status}` };
  if (orderActions(order).includes(action)) return null;
  const message =
    action === 'AMEND'
      ? `The order is ${order.status}: there is nothing to decide about unavailable items`
      : 'Nothing is left to cancel: everything is dispatched or has ended';
  return { code: 'NOT_ALLOWED_NOW', message };
}

type ShipmentRequest = Extract<RequestBody, { readonly shipmentId: string }>;

function shipmentRefusal(shipment: ShipmentSnapshot | null, request: ShipmentRequest): Refusal | null {
  if (!shipment) return noSuchShipment(request);
  const { status } = shipment;
  if (isFinalShipmentStatus(status)) {
    return { code: 'ALREADY_FINAL', message: `The shipment is already ${status}` };
  }
  if (request.action === 'ASSIGN') {
    if (isAssignable(status)) return null;
    return {
      code: 'NOT_ALLOWED_NOW',
      message: `A shipment that is ${status} cannot be assigned to another courier`,
    };
  }
  if (request.action !== 'TRACK') {
    if (shipmentActions[status].includes(request.action)) return null;
    return {
      code: 'NOT_ALLOWED_NOW',
      message: `A shipment that is ${status} cannot ${verbs[request.action]}`,
    };
  }
  if (!reportableIn[status].includes(request.type)) {
    return { code: 'NOT_ALLOWED_NOW', message: `A shipment that is ${status} cannot be ${request.type}` };
  }
  if (shipment.trackingEvents.length >= MAX_TRACKING_EVENTS - RESERVED_TRACKING_EVENTS) {
    return {
      code: 'NOT_ALLOWED_NOW',
      message: `A shipment takes at most ${MAX_TRACKING_EVENTS} tracking events`,
    };
  }
  return null;
}

function noSuchShipment({ shipmentId }: ShipmentRequest): Refusal {
  return { code: 'NOT_FOUND', message: `The order has no shipment ${shipmentId}` };
}

/** Only requests that can be repeated without end need a bound. */
function sizeRefusal(order: OrderSnapshot, { action }: ShipmentRequest): Refusal | null {
  if ((action !== 'TRACK' && action !== 'ASSIGN') || JSON.stringify(order).length < MAX_SNAPSHOT_LENGTH)
    return null;
  return { code: 'NOT_ALLOWED_NOW', message: 'The order cannot store any more requests of this kind' };
}

const verbs = { DISPATCH: 'be dispatched', DELIVER: 'be delivered', FAIL: 'fail' } as const;
