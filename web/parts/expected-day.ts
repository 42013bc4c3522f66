import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { dayOf } from './format.js';

/** The day a parcel is expected; null if unknown, or if it is no longer on its way. */
export function expectedDay({
  status,
  estimatedDelivery,
}: Pick<ShipmentDetailsFragment, 'status' | 'estimatedDelivery'>): string | null {
  const isComing = status === 'BOOKED' || status === 'DISPATCHED';
  return isComing && estimatedDelivery != null ? dayOf(estimatedDelivery) : null;
}
