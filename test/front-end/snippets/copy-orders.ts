import type { ApolloClient } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { ReadChangesQuery } from '../generated/graphql.js';
import { ReadChangesDocument } from '../generated/graphql.js';
import { isPassing } from './is-passing.js';

export type ChangedOrder = NonNullable<ReadChangesQuery['orders']>['nodes'][number];

/** Where the copy is kept: a database of your own, with the mark in it. */
export interface OrderCopy {
  /** The mark that was stored last; null before the first page. */
  mark(): Promise<string | null>;
  /** Puts in the new state of these orders together with the mark, in one transaction. */
  store(orders: readonly ChangedOrder[], mark: string): Promise<void>;
  /** Empties it, the mark too. */
  clear(): Promise<void>;
}

/** Keeps a copy of all orders: what changed since the last mark, page by page, then again after a pause. */
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

/** The mark is from before the database was restored or replaced: only reading all again gives a true copy. */
function isExpired(error: unknown): boolean {
  return (
    CombinedGraphQLErrors.is(error) &&
    error.errors.some(({ extensions }) => extensions?.code === 'CHANGE_MARK_EXPIRED')
  );
}
