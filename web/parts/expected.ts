import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { dayOf, daysFromToday, hourRange, longDay } from './format.js';

interface Expected extends Pick<ShipmentDetailsFragment, 'status' | 'isLate'> {
  readonly deliveryWindow?: PromisedWindow | null;
}

/** When a courier promises to come; one moment begins and ends with it. */
export interface PromisedWindow {
  readonly from: string;
  readonly until: string;
}

/** When a parcel is expected; null if unknown, or if it is no longer on its way. */
export function expectedWindow({ status, deliveryWindow }: Expected): PromisedWindow | null {
  const isComing = status === 'BOOKED' || status === 'DISPATCHED';
  return isComing ? (deliveryWindow ?? null) : null;
}

/** Whether a parcel should be here by now. Orders are looked through every minute; after a whole day the clock says it. */
export function isLate(shipment: Expected): boolean {
  const window = expectedWindow(shipment);
  return window !== null && (shipment.isLate || daysFromToday(window.until) < 0);
}

/** "Saturday, November 28, 9 AM – 12 PM" in the reader's zone; the day alone where one moment was promised. */
export function windowInWords(window: PromisedWindow): string {
  return inWords(window, longDay);
}

/** The same in few letters, for lists. */
export function expectedInShort(shipment: Expected): string | null {
  const window = expectedWindow(shipment);
  return window && inWords(window, dayOf);
}

function inWords({ from, until }: PromisedWindow, day: (iso: string) => string): string {
  if (from === until) return day(until);
  return new Date(from).toDateString() === new Date(until).toDateString()
    ? `${day(until)}, ${hourRange(from, until)}`
    : `${day(from)} – ${day(until)}`;
}
