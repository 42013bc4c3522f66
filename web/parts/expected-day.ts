import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { dayOf } from './format.js';

/** The day a parcel is expected; null where none is known, or where it isn't on its way any more. */
export function expectedDay({
  status,
  estimatedDelivery,
}: Pick<ShipmentDetailsFragment, 'status' | 'estimatedDelivery'>): string | null {
  const isComing = status === 'BOOKED' || status === 'DISPATCHED';
  return isComing && estimatedDelivery != null ? dayOf(estimatedDelivery) : null;
}
