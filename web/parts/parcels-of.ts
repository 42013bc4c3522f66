import type { FulfillmentDetailsFragment, OrderDetailsFragment } from '../generated/graphql.js';

type Parts = Pick<OrderDetailsFragment, 'fulfillments'>;

/** What a warehouse sends, or was to send: what no warehouse had is no parcel. */
export function parcelsOf({ fulfillments }: Parts): readonly FulfillmentDetailsFragment[] {
  return fulfillments.filter(({ location }) => location != null);
}

/** "Parcel", or "Parcel 2" where the order has several; null for what is no parcel. */
export function parcelName(order: Parts, fulfillmentId: string): string | null {
  const parcels = parcelsOf(order);
  const index = parcels.findIndex(({ id }) => id === fulfillmentId);
  if (index === -1) return null;
  return parcels.length === 1 ? 'Parcel' : `Parcel ${index + 1}`;
}
