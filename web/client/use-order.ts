import type { ErrorLike } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import type { OrderDetailsFragment } from '../generated/graphql.js';
import { OrderDocument, OrderUpdatedDocument } from '../generated/graphql.js';
import { useStream } from './use-stream.js';

export interface WatchedOrder {
  /** undefined while it is not known yet; null where there is none, or none that the reader may see. */
  readonly order: OrderDetailsFragment | null | undefined;
  readonly error: ErrorLike | undefined;
}

/** An order that moves by itself: read once, then kept up by its subscription, through the cache. */
export function useOrder(id: string): WatchedOrder {
  const { data, error } = useQuery(OrderDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  useStream(OrderUpdatedDocument, data?.order ? { id } : null);
  return { order: data?.order, error };
}
