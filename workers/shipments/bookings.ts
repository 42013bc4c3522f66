import { ApplicationFailure } from '@temporalio/common';
import type { BookShipmentRequest, BookShipmentResult } from '../../schema/contract/shipment-activities.js';
import type { BookingsTable } from '../../schema/database/tables.js';
import { windowProblem } from '../../schema/domain/delivery-window.js';
import { cleanText, MAX_ID_LENGTH } from '../../schema/domain/text.js';
import { timeProblem } from '../../schema/domain/time.js';
import type { Database } from '../database.js';
import { onlyRow } from '../database.js';
import type { Courier, CourierBooking } from './courier.js';

/** Writes the intent row, or returns the existing one; runs again if a row appeared since the statement began. */
const begin = {
  name: 'begin-booking',
  text: `
    with known as materialized (
      select state, result from bookings where shipment_id = $1
    ), begun as (
      insert into bookings (shipment_id, order_id, state)
      select $1, $2, 'INTENT' where not exists (select from known)
      returning state, result
    )
    select state, result from known union all select state, result from begun`,
};

const settle = {
  name: 'settle-booking',
  text: `
    update bookings set state = 'BOOKED', result = $2::jsonb where shipment_id = $1 and state = 'INTENT'
    returning state, result`,
};

const readBooking = {
  name: 'read-booking',
  text: 'select state, result from bookings where shipment_id = $1',
};

const voidBooking = {
  name: 'void-booking',
  text: `
    insert into bookings (shipment_id, state) values ($1, 'VOIDED')
    on conflict (shipment_id) do update set state = 'VOIDED' where bookings.state <> 'VOIDED'`,
};

type Booking = Pick<BookingsTable, 'state'> & { readonly result: BookShipmentResult | null };

export interface BookingDependencies {
  readonly database: Database;
  readonly courier: Courier;
}

/** Books a courier once; repeated, returns its first answer. */
export async function bookShipment(
  { database, courier }: BookingDependencies,
  request: BookShipmentRequest,
): Promise<BookShipmentResult> {
  const { shipmentId, orderId } = request;
  const known = resultOf(onlyRow(await database.run<Booking>(begin, [shipmentId, orderId])));
  // An earlier attempt may have booked, and been killed before it could undo that.
  if (known?.outcome === 'VOIDED') await courier.cancel({ shipmentId });
  if (known !== null) return known;

  const result = booked(await courier.book(request));
  const settled = await database.run<Booking>(settle, [shipmentId, JSON.stringify(result)]);
  if (settled.length === 1) return result;

  const settledMeanwhile = resultOf(onlyRow(await database.run<Booking>(readBooking, [shipmentId])));
  if (settledMeanwhile?.outcome === 'VOIDED') {
    // The cancellation may have reached the courier before the booking did.
    await courier.cancel({ shipmentId });
  }
  if (settledMeanwhile === null)
    throw new Error('The booking can be settled neither as booked nor as voided');
  return settledMeanwhile;
}

/** Cancels a booking, and invalidates one that is under way or never began. */
export async function cancelBooking(
  { database, courier }: BookingDependencies,
  { shipmentId }: { readonly shipmentId: string },
): Promise<void> {
  await database.run(voidBooking, [shipmentId]);
  await courier.cancel({ shipmentId });
}

/** The courier's answer, ready to store; an answer that cannot be stored is not retried. */
function booked(booking: CourierBooking): BookShipmentResult {
  const { carrier, trackingNumber, estimatedDelivery, estimatedFrom } = booking;
  const problem =
    estimatedFrom === undefined
      ? timeProblem(estimatedDelivery)
      : windowProblem({ from: estimatedFrom, until: estimatedDelivery });
  if (problem !== null) {
    throw ApplicationFailure.nonRetryable(`The courier's estimate ${problem}`, 'COURIER_ANSWER');
  }
  return {
    outcome: 'BOOKED',
    carrier: cleanText(carrier, MAX_ID_LENGTH),
    trackingNumber: cleanText(trackingNumber, MAX_ID_LENGTH),
    estimatedDelivery,
    ...(estimatedFrom !== undefined && { estimatedFrom }),
  };
}

/** The outcome of a booking; null while only its intent is known. */
function resultOf({ state, result }: Booking): BookShipmentResult | null {
  switch (state) {
    case 'INTENT':
      return null;
    case 'BOOKED':
      if (result === null) throw new Error('The shipment is booked without a result');
      return result;
    case 'VOIDED':
      return { outcome: 'VOIDED' };
    default:
      return state satisfies never;
  }
}
