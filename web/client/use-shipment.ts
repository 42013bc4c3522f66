import type { ErrorLike } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { ShipmentDocument, ShipmentUpdatedDocument } from '../generated/graphql.js';
import { useStream } from './use-stream.js';

export interface WatchedShipment {
  /** undefined while it is not known yet; null where there is none, or none that the reader may see. */
  readonly shipment: ShipmentDetailsFragment | null | undefined;
  readonly error: ErrorLike | undefined;
}

/** A shipment that moves by itself: read once, then kept up by its subscription, through the cache; skipped: not now. */
export function useShipment(id: string, skip = false): WatchedShipment {
  const { data, error } = useQuery(ShipmentDocument, {
    variables: { id },
    skip,
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  useStream(ShipmentUpdatedDocument, data?.shipment && !skip ? { id } : null);
  return { shipment: data?.shipment, error };
}
