import type { ShipmentStatus } from '../generated/graphql.js';

const never = { brief: 'No address given', full: 'No address was given.' };
const notAnyMore = {
  brief: 'Not shown any more',
  full: 'Couriers see the address until the parcel has arrived, or is lost or cancelled.',
};

const hasEnded: Readonly<Record<ShipmentStatus, boolean>> = {
  PENDING: false,
  BOOKED: false,
  DISPATCHED: false,
  DELIVERED: true,
  FAILED: true,
  CANCELLED: true,
};

/** Why a parcel has no address here. */
export function noAddress(status: ShipmentStatus): typeof never {
  return hasEnded[status] ? notAnyMore : never;
}
