import type { ApolloClient } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { ReadChangesQuery } from '../generated/graphql.js';
import { ReadChangesDocument } from '../generated/graphql.js';
import { isPassing } from './is-passing.js';

export type ChangedOrder = NonNullable<ReadChangesQuery['orders']>['nodes'][number];

/** Where the copy is kept: a database of your own, with the mark in it. */
export interface OrderCopy {
  /** The last mark stored; null before the first page. */
  mark(): Promise<string | null>;
  /** Stores the new state of these orders and the mark in one transaction. */
  store(orders: readonly ChangedOrder[], mark: string): Promise<void>;
  /** Deletes everything, including the mark. */
  clear(): Promise<void>;
}

/** Keeps a copy of all orders: reads what changed since the last mark, page by page, and again after a pause. */
export async function copyOrders(client: ApolloClient, copy: OrderCopy, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      if (await copyPage(client, copy)) continue;
    } catch (error) {
      if (isExpired(error)) await copy.clear();
      else if (!isPassing(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** Returns whether there is more to read at once. */
async function copyPage(client: ApolloClient, copy: OrderCopy): Promise<boolean> {
  const { data } = await client.query({
    query: ReadChangesDocument,
    variables: { changedAfter: await copy.mark() },
    fetchPolicy: 'no-cache',
  });
  if (!data?.orders) return false;
  const { nodes, pageInfo } = data.orders;
  if (pageInfo.endCursor) await copy.store(nodes, pageInfo.endCursor);
  return pageInfo.hasNextPage;
}

/** The database was restored or replaced since this mark: only a full read gives a correct copy. */
function isExpired(error: unknown): boolean {
  return (
    CombinedGraphQLErrors.is(error) &&
    error.errors.some(({ extensions }) => extensions?.code === 'CHANGE_MARK_EXPIRED')
  );
}
