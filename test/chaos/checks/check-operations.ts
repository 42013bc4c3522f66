import type { OrderEventType } from '../../../schema/domain/order-event.js';
import type { Operation, Refused } from '../operation.js';
import type { MoveKind } from '../order-plan.js';
import type { SettledEvent, SettledOrder } from './settled-order.js';

/**
 * Whether every answer that clients got fits the sequence of events in the timeline. An accepted operation is there
 * exactly once; a refused one had a reason that held at some moment between the call and its answer.
 */
export function checkOperations(
  operations: readonly Operation[],
  orders: ReadonlyMap<string, SettledOrder>,
): readonly string[] {
  return operations.flatMap((operation) => {
    const order = orders.get(operation.orderId);
    const problem = order ? problemOf(operation, order) : 'the order does not exist';
    return problem === null ? [] : [`${problem}: ${JSON.stringify(operation)}`];
  });
}

function problemOf(operation: Operation, order: SettledOrder): string | null {
  const { kind, answer } = operation;
  if (kind === 'PLACE')
    return answer === 'ACCEPTED' || answer === 'SENT' ? null : 'an order with a new id was refused';
  if (kind === 'PLACE_OTHER') {
    return typeof answer === 'object' && answer.code === 'ORDER_ID_TAKEN'
      ? null
      : 'a second order with the same id was not ORDER_ID_TAKEN';
  }
  const written = order.events.filter(({ request_id: id }) => id === operation.requestId);
  const accepted = written.filter(({ type }) => type === acceptedAs[kind]);
  const refused = written.filter(({ type }) => type === 'REQUEST_REFUSED');
  if (accepted.length > 1) return 'carried out more than once';
  if (accepted.length + refused.length > 1) return 'both accepted and refused';
  switch (answer) {
    case 'SENT':
      return null;
    case 'ACCEPTED':
      if (accepted.length === 0) return 'accepted but not carried out';
      return isBetween(accepted[0] as SettledEvent, operation)
        ? null
        : 'carried out before the call or after its answer';
    default:
      if (accepted.length > 0) return 'refused but carried out';
      return reasonHeld(kind, answer, operation, order.events)
        ? null
        : 'refused for a reason that never held';
  }
}

const acceptedAs = {
  AMEND: 'ORDER_AMENDED',
  CANCEL: 'CANCEL_REQUESTED',
  DISPATCH: 'SHIPMENT_DISPATCHED',
  DELIVER: 'SHIPMENT_DELIVERED',
  FAIL: 'SHIPMENT_FAILED',
  TRACK: 'SHIPMENT_TRACKED',
} as const satisfies Record<MoveKind, OrderEventType>;

/** Temporal rounds its times down to milliseconds, and our clock is read before the call is made. */
const ROUNDING_MS = 2;

function isBetween({ at }: SettledEvent, { calledAt, answeredAt }: Operation): boolean {
  return at.getTime() >= calledAt - ROUNDING_MS && at.getTime() <= answeredAt;
}

/** Whether the refusal fits the order as it was after some event, in the time of the operation. */
function reasonHeld(
  kind: MoveKind,
  refused: Refused,
  { calledAt, answeredAt, shipmentId }: Operation,
  events: readonly SettledEvent[],
): boolean {
  return events.some((event, index) => {
    const until = events[index + 1]?.at.getTime() ?? Number.POSITIVE_INFINITY;
    if (event.at.getTime() > answeredAt || until < calledAt - ROUNDING_MS) return false;
    return holds(kind, refused, shipmentId, events.slice(0, index + 1));
  });
}

/** Whether the reason holds for an order whose timeline has come so far. */
function holds(
  kind: MoveKind,
  { code }: Refused,
  shipmentId: string,
  before: readonly SettledEvent[],
): boolean {
  const has = (...types: readonly OrderEventType[]) => before.some(({ type }) => types.includes(type));
  const isEnded = has(
    'ORDER_COMPLETED',
    'ORDER_PARTIALLY_COMPLETED',
    'ORDER_FAILED',
    'ORDER_CANCELLED',
    'ORDER_TIMED_OUT',
  );
  if (kind === 'AMEND' || kind === 'CANCEL') {
    if (code === 'ALREADY_FINAL') return isEnded;
    if (code !== 'NOT_ALLOWED_NOW') return false;
    if (kind === 'AMEND') return has('ORDER_AMENDED', 'CANCEL_REQUESTED') || !has('ITEMS_UNAVAILABLE');
    return !before.some(
      ({ type, fulfillment_id: id }) => type === 'ITEMS_RESERVED' && isCancellable(before, id),
    );
  }
  const n = /^shp-(\d+)-/.exec(shipmentId)?.[1];
  const own = before.filter(({ fulfillment_id: id }) => id?.endsWith(`:${n}`));
  const hasOwn = (...types: readonly OrderEventType[]) => own.some(({ type }) => types.includes(type));
  const isCancelled = has('CANCEL_REQUESTED') && !hasOwn('SHIPMENT_DISPATCHED');
  const isOver = hasOwn('SHIPMENT_DELIVERED', 'SHIPMENT_FAILED') || isCancelled || isEnded;
  switch (code) {
    case 'ALREADY_FINAL':
      return isOver;
    case 'NOT_FOUND':
      return !hasOwn('SHIPMENT_BOOKED');
    case 'NOT_ALLOWED_NOW':
      if (isOver) return false;
      return kind === 'DISPATCH'
        ? hasOwn('SHIPMENT_DISPATCHED') || !hasOwn('SHIPMENT_BOOKED')
        : !hasOwn('SHIPMENT_DISPATCHED');
    default:
      return false;
  }
}

function isCancellable(before: readonly SettledEvent[], fulfillmentId: string | null): boolean {
  if (before.some(({ type }) => type === 'CANCEL_REQUESTED')) return false;
  return !before.some(
    ({ type, fulfillment_id: id }) =>
      id === fulfillmentId && (type === 'SHIPMENT_DISPATCHED' || type === 'PAYMENT_DECLINED'),
  );
}
