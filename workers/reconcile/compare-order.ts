import { isDeepStrictEqual } from 'node:util';
import type {
  BookingsTable,
  OrdersTable,
  PaymentsTable,
  ReservationsTable,
} from '../../schema/database/tables.js';
import type { FulfillmentSnapshot, OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { SettledSteps } from './settled-steps.js';
import { isBookingBehind, isPaymentBehind } from './settled-steps.js';

/** The rows of one order. */
export interface StoredOrder {
  /** Whether its rows are in the archive. */
  readonly isArchived: boolean;
  readonly row:
    | (Pick<OrdersTable, 'run_id' | 'revision' | 'event_count'> & { readonly snapshot: OrderSnapshot })
    | null;
  /** The keys of the timeline's events, by their numbers. */
  readonly eventKeys: readonly string[];
  /** The number of the last of them. */
  readonly lastSequence: number;
  readonly shipments: number;
  /** By fulfillment, by shipment, by fulfillment. */
  readonly payments: ReadonlyMap<string, Pick<PaymentsTable, 'state' | 'total' | 'refunded'>>;
  readonly bookings: ReadonlyMap<string, Pick<BookingsTable, 'state'>>;
  readonly reservations: ReadonlyMap<string, Pick<ReservationsTable, 'state'>>;
}

/** A difference between two sources. */
export interface Difference {
  readonly of: string;
  readonly says: string;
  /**
   * REPUBLISH: write the read model again from the history. TIMELINE: the same, and number the events again. RESTORE: write
   * again what gateway or courier answered. RESERVED_UNITS: count them again. NONE: a person must decide.
   */
  readonly repair: 'REPUBLISH' | 'TIMELINE' | 'RESTORE' | 'RESERVED_UNITS' | 'NONE';
}

/** What an order published, as far as Temporal keeps it. */
export interface PublishedOrder {
  /** The last state that must be stored. */
  readonly snapshot: OrderSnapshot;
  /** The keys of the events that must be stored, in their order. */
  readonly eventKeys: ReadonlySet<string>;
  /** Those, and the keys of events on their way. */
  readonly knownKeys: ReadonlySet<string>;
}

/** Where the read model differs from what was published. */
export function readModelDifferences(
  { snapshot: published, eventKeys, knownKeys }: PublishedOrder,
  stored: StoredOrder,
): readonly Difference[] {
  const { row } = stored;
  const differs = (says: string): readonly Difference[] => [{ of: published.id, says, repair: 'REPUBLISH' }];
  if (row === null) return differs('Temporal has the order, and the read model does not');
  const { revision } = published;
  if (row.revision < revision)
    return differs(`the read model is at revision ${row.revision}, and ${revision} was published`);
  if (row.revision === revision && !isDeepStrictEqual(row.snapshot, published))
    return differs(`the read model has another revision ${revision} than was published`);
  if (stored.lastSequence !== row.event_count)
    return differs(`the timeline ends with ${stored.lastSequence}, and the order counts ${row.event_count}`);
  const timeline = timelineDifference(eventKeys, stored);
  if (timeline !== null) {
    // An event that only the table has would be lost.
    const isKnown = stored.eventKeys.every((key) => knownKeys.has(key));
    return [{ of: published.id, says: timeline, repair: isKnown ? 'TIMELINE' : 'NONE' }];
  }
  const shipments = row.snapshot.fulfillments.filter(({ shipment }) => shipment !== null).length;
  if (stored.shipments !== shipments)
    return differs(`the read model has ${stored.shipments} of ${shipments} shipments`);
  return [];
}

/** What is wrong with the timeline, or null. */
function timelineDifference(
  published: ReadonlySet<string>,
  { eventKeys, lastSequence }: StoredOrder,
): string | null {
  const found = eventKeys.filter((key) => published.has(key));
  if (found.length < published.size)
    return `the timeline lacks ${published.size - found.length} of ${published.size} published events`;
  if (!isDeepStrictEqual(found, [...published])) return 'the timeline is not in the order of publication';
  if (eventKeys.length !== lastSequence) return `the timeline has gaps before ${lastSequence}`;
  return null;
}

/** The payments and bookings that the history has settled and the tables have not, as after a backup was restored. */
export interface StepsBehind extends SettledSteps {
  readonly differences: readonly Difference[];
  /** The order as it is once they are restored. */
  readonly restored: StoredOrder;
}

/** Compares what an order's steps were answered with the tables. */
export function stepsBehind(settled: SettledSteps, stored: StoredOrder): StepsBehind {
  const payments = settled.payments.filter((payment) =>
    isPaymentBehind(stored.payments.get(payment.fulfillmentId), payment),
  );
  const bookings = settled.bookings.filter((booking) =>
    isBookingBehind(stored.bookings.get(booking.shipmentId), booking),
  );
  const behind = (of: string, what: string, state: string, row?: { readonly state: string }): Difference => ({
    of,
    says: `the ${what} is ${row?.state ?? 'not there'}, and by the order it is ${state}`,
    repair: 'RESTORE',
  });
  return {
    payments,
    bookings,
    differences: [
      ...payments.map(({ fulfillmentId: id, state }) =>
        behind(id, 'payment', state, stored.payments.get(id)),
      ),
      ...bookings.map(({ shipmentId: id, state }) => behind(id, 'booking', state, stored.bookings.get(id))),
    ],
    restored: {
      ...stored,
      payments: new Map([
        ...stored.payments,
        ...payments.map((payment) => [payment.fulfillmentId, payment] as const),
      ]),
      bookings: new Map([
        ...stored.bookings,
        ...bookings.map((booking) => [booking.shipmentId, booking] as const),
      ]),
    },
  };
}

/** Where payments, bookings and reservations differ from a closed order; in an open one, steps may be under way. */
export function stepDifferences(order: OrderSnapshot, stored: StoredOrder): readonly Difference[] {
  if (order.closedAt === null) return [];
  return order.fulfillments.flatMap((fulfillment) => {
    const { id, shipment } = fulfillment;
    const booking = shipment ? stored.bookings.get(shipment.id)?.state : undefined;
    return [
      difference(id, 'payment', expectedPayment(fulfillment), stored.payments.get(id)?.state),
      difference(id, 'booking', expectedBooking(fulfillment), booking),
      difference(id, 'reservation', expectedReservation(fulfillment), stored.reservations.get(id)?.state),
      ...amountDifference(fulfillment, stored),
    ].filter((one) => one !== null);
  });
}

/** The states allowed; undefined is one of them where no row is needed. */
type Expected<State> = readonly (State | undefined)[];

function difference<State extends string>(
  of: string,
  what: string,
  expected: Expected<State>,
  found: State | undefined,
): Difference | null {
  if (expected.includes(found)) return null;
  const wanted = expected.map((state) => state ?? 'none').join(' or ');
  return {
    of,
    says: `the ${what} is ${found ?? 'not there'}, and by the order it is ${wanted}`,
    repair: 'NONE',
  };
}

function amountDifference(
  { id, payment }: FulfillmentSnapshot,
  { payments }: StoredOrder,
): readonly Difference[] {
  const row = payments.get(id);
  if (!row || !payment || (row.state !== 'CHARGED' && row.state !== 'REFUNDED')) return [];
  if (row.total === payment.total && row.refunded === payment.refunded) return [];
  const says = `the ledger has ${row.total} less ${row.refunded}, the order ${payment.total} less ${payment.refunded}`;
  return [{ of: id, says, repair: 'NONE' }];
}

function expectedPayment({ payment }: FulfillmentSnapshot): Expected<PaymentsTable['state']> {
  if (!payment) return [undefined, 'VOIDED'];
  switch (payment.status) {
    case 'CHARGED':
      return ['CHARGED'];
    case 'REFUNDED':
      return ['REFUNDED'];
    case 'FAILED':
      return ['DECLINED'];
    case 'PENDING':
      return [undefined, 'VOIDED'];
    case 'PARTIALLY_REFUNDED':
      return ['CHARGED', 'REFUNDED'];
    default:
      return payment.status satisfies never;
  }
}

function expectedBooking({ shipment }: FulfillmentSnapshot): Expected<BookingsTable['state']> {
  if (!shipment) return [undefined];
  switch (shipment.status) {
    case 'DELIVERED':
    case 'FAILED':
      return ['BOOKED'];
    case 'CANCELLED':
      return ['VOIDED'];
    case 'PENDING':
    case 'BOOKED':
    case 'DISPATCHED':
      return [undefined, 'BOOKED', 'VOIDED'];
    default:
      return shipment.status satisfies never;
  }
}

function expectedReservation({
  location,
  shipment,
}: FulfillmentSnapshot): Expected<ReservationsTable['state']> {
  if (location === null) return [undefined];
  return shipment?.status === 'DELIVERED' || shipment?.status === 'FAILED' ? ['SHIPPED'] : ['RELEASED'];
}
