import type { ErrorLike } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import type { ShipmentDetailsFragment } from '../generated/graphql.js';
import { ShipmentDocument, ShipmentUpdatedDocument } from '../generated/graphql.js';
import { useStream } from './use-stream.js';

export interface WatchedShipment {
  /** undefined while loading; null if it does not exist, or the reader may not see it. */
  readonly shipment: ShipmentDetailsFragment | null | undefined;
  readonly error: ErrorLike | undefined;
}

/** A live shipment: read once, then updated by its subscription through the cache, unless it is skipped. */
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
