import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { dayOf } from './format.js';

type Expected = Pick<ShipmentDetailsFragment, 'status' | 'estimatedDelivery'>;

/** When a parcel is expected; null if unknown, or if it is no longer on its way. */
export function expectedAt({ status, estimatedDelivery }: Expected): string | null {
  const isComing = status === 'BOOKED' || status === 'DISPATCHED';
  return isComing ? (estimatedDelivery ?? null) : null;
}

/** The day a parcel is expected; null as in `expectedAt`. */
export function expectedDay(shipment: Expected): string | null {
  const at = expectedAt(shipment);
  return at === null ? null : dayOf(at);
}
