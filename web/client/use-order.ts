import type { ErrorLike } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import type { OrderDetailsFragment } from '../generated/graphql.js';
import { OrderDocument, OrderUpdatedDocument } from '../generated/graphql.js';
import { useStream } from './use-stream.js';

export interface WatchedOrder {
  /** undefined while loading; null if it does not exist, or the reader may not see it. */
  readonly order: OrderDetailsFragment | null | undefined;
  readonly error: ErrorLike | undefined;
}

/** A live order: read once, then updated by its subscription through the cache. */
export function useOrder(id: string): WatchedOrder {
  const { data, error } = useQuery(OrderDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  useStream(OrderUpdatedDocument, data?.order ? { id } : null);
  return { order: data?.order, error };
}
