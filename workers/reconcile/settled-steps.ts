import type {
  ChargeFulfillmentRequest,
  ChargeFulfillmentResult,
  RefundPaymentRequest,
  RefundPaymentResult,
} from '../../schema/contract/billing-activities.js';
import type { BookShipmentRequest, BookShipmentResult } from '../../schema/contract/shipment-activities.js';
import type { BookingsTable, PaymentsTable } from '../../schema/database/tables.js';
import type { CompletedStep } from './read-publications.js';

/** A payment as an order's history has it: what the gateway answered, and what was refunded since. */
export interface SettledPayment {
  readonly fulfillmentId: string;
  /** Null when nothing but its refund is known. */
  readonly request: ChargeFulfillmentRequest | null;
  readonly result: ChargeFulfillmentResult | null;
  readonly state: Exclude<PaymentsTable['state'], 'INTENT'>;
  readonly total: number;
  readonly refunded: number;
}

/** A booking as an order's history has it. */
export interface SettledBooking {
  readonly shipmentId: string;
  readonly request: BookShipmentRequest | null;
  readonly result: BookShipmentResult | null;
  readonly state: Exclude<BookingsTable['state'], 'INTENT'>;
}

/** What the completed steps of an order have settled. */
export interface SettledSteps {
  readonly payments: readonly SettledPayment[];
  readonly bookings: readonly SettledBooking[];
}

export function settledSteps(steps: readonly CompletedStep[]): SettledSteps {
  return { payments: settledPayments(steps), bookings: settledBookings(steps) };
}

function settledPayments(steps: readonly CompletedStep[]): readonly SettledPayment[] {
  const charges = requestsOf<ChargeFulfillmentRequest, ChargeFulfillmentResult>(steps, 'chargeFulfillment');
  const refunds = requestsOf<RefundPaymentRequest, RefundPaymentResult>(steps, 'refundPayment');
  const ids = new Set([...charges, ...refunds].map(({ request }) => request.fulfillmentId));
  return [...ids].map((fulfillmentId) => {
    const { request = null, result = null } =
      charges.find((charge) => charge.request.fulfillmentId === fulfillmentId) ?? {};
    const refund = refunds.find((each) => each.request.fulfillmentId === fulfillmentId)?.result;
    const refunded = refund?.refunded ?? 0;
    const total = result === null || result.outcome === 'VOIDED' ? refunded : result.invoice.total;
    return { fulfillmentId, request, result, state: paymentState(result, refund), total, refunded };
  });
}

function paymentState(
  result: ChargeFulfillmentResult | null,
  refund: RefundPaymentResult | undefined,
): SettledPayment['state'] {
  if (refund !== undefined && refund.refunded > 0) return 'REFUNDED';
  if (result?.outcome === 'DECLINED') return 'DECLINED';
  return refund === undefined && result !== null ? result.outcome : 'VOIDED';
}

function settledBookings(steps: readonly CompletedStep[]): readonly SettledBooking[] {
  const bookings = requestsOf<BookShipmentRequest, BookShipmentResult>(steps, 'bookShipment');
  const cancels = requestsOf<{ readonly shipmentId: string }, undefined>(steps, 'cancelBooking');
  const ids = new Set([...bookings, ...cancels].map(({ request }) => request.shipmentId));
  return [...ids].map((shipmentId) => {
    const { request = null, result = null } =
      bookings.find((booking) => booking.request.shipmentId === shipmentId) ?? {};
    const isCancelled = cancels.some((cancel) => cancel.request.shipmentId === shipmentId);
    return { shipmentId, request, result, state: isCancelled || !result ? 'VOIDED' : result.outcome };
  });
}

function requestsOf<Request, Result>(steps: readonly CompletedStep[], name: string) {
  return steps.filter((step) => step.name === name) as readonly {
    readonly request: Request;
    readonly result: Result;
  }[];
}

/** Whether the row is missing, or was written before the step ended so: as in a database that was restored. */
export function isPaymentBehind(
  row: Pick<PaymentsTable, 'state'> | undefined,
  { state }: SettledPayment,
): boolean {
  return row === undefined || row.state === 'INTENT' || (row.state === 'CHARGED' && state === 'REFUNDED');
}

/** The same of a booking. */
export function isBookingBehind(
  row: Pick<BookingsTable, 'state'> | undefined,
  { state }: SettledBooking,
): boolean {
  return row === undefined || row.state === 'INTENT' || (row.state === 'BOOKED' && state === 'VOIDED');
}
