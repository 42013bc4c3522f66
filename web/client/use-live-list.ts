import type { ErrorLike } from '@apollo/client';
import { useApolloClient, useQuery } from '@apollo/client/react';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Edge, ListRules, Page, Row } from './live-list.js';
import { applyChanges } from './live-list.js';
import type { ListChange } from './use-change-feed.js';
import { useChangeFeed } from './use-change-feed.js';

export interface LiveListSource<
  TNode,
  TPage,
  TData,
  TVariables,
  TFeed,
  TFeedVariables extends Record<string, unknown>,
> {
  readonly query: TypedDocumentNode<TData, TVariables>;
  readonly pageOf: (data: TData) => TPage | null;
  readonly withPage: (data: TData, page: TPage) => TData;
  readonly feed: TypedDocumentNode<TFeed, TFeedVariables>;
  readonly changeOf: (data: TFeed) => ListChange<TNode>;
}

export interface LiveList<TNode> {
  readonly edges: readonly Edge<TNode>[] | null;
  readonly hasNextPage: boolean;
  readonly error: ErrorLike | undefined;
  /** Whether the rows are this list's and current, not those of the previous list or from the cache. */
  readonly isComplete: boolean;
  /** The cursor after which the next page starts; asks the server if changes have moved it. */
  readonly lastCursor: () => Promise<string | null>;
}

// How long to gather reasons to read a list again.
const calmFor = 300;

/** A live page of a list: read once, then updated by the feed. */
export function useLiveList<
  TNode extends Row,
  TPage extends Page<TNode>,
  TData,
  TVariables extends Record<string, unknown>,
  TFeed,
  TFeedVariables extends Record<string, unknown>,
>(
  source: LiveListSource<TNode, TPage, TData, TVariables, TFeed, TFeedVariables>,
  variables: TVariables,
  feedVariables: TFeedVariables,
  rules: ListRules<TNode>,
  onChanged?: (added: readonly TNode[]) => void,
): LiveList<TNode> {
  const client = useApolloClient();
  const { data, previousData, error, loading, refetch } = useQuery(source.query, {
    variables,
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    // A read that started before the feed does not satisfy its RESYNC.
    context: { queryDeduplication: false },
  } as never) as unknown as {
    readonly data: TData | undefined;
    readonly previousData: TData | undefined;
    readonly error: ErrorLike | undefined;
    readonly loading: boolean;
    readonly refetch: () => Promise<unknown>;
  };

  // The answer to a read in progress may lack changes that the feed brought meanwhile: they are applied to it as well.
  const meanwhile = useRef<ListChange<TNode>[]>([]);
  const key = JSON.stringify(variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the changes belong to the previous list or page.
  useEffect(() => {
    meanwhile.current = [];
  }, [key]);

  const calm = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(calm.current), []);
  const reload = useEffectEvent((): void => {
    calm.current = undefined;
    // A read in progress began after the reason for this one, so it is enough. useQuery returns the error.
    if (!loading) refetch().catch(() => {});
  });
  const apply = useEffectEvent((changes: readonly ListChange<TNode>[]): readonly TNode[] => {
    let unsure = false;
    let added: readonly TNode[] = [];
    client.cache.updateQuery<TData, TVariables>({ query: source.query, variables }, (known) => {
      const page = known === null ? null : source.pageOf(known);
      if (known === null || page === null) {
        unsure = true;
        return;
      }
      const applied = applyChanges(page, changes, rules);
      unsure = applied.unsure;
      added = applied.added;
      return source.withPage(known, applied.page);
    });
    if (unsure && !loading) calm.current ??= setTimeout(reload, calmFor);
    return added;
  });
  useEffect(() => {
    if (!loading && meanwhile.current.length > 0) apply(meanwhile.current.splice(0));
  }, [loading]);

  useChangeFeed(source.feed, feedVariables, source.changeOf, (changes) => {
    if (loading) meanwhile.current.push(...changes);
    const added = apply(changes);
    onChanged?.(added);
  });

  const shown = data ?? previousData;
  const page = shown === undefined ? null : source.pageOf(shown);
  return {
    edges: page?.edges ?? null,
    hasNextPage: page?.pageInfo.hasNextPage ?? false,
    error,
    isComplete: data !== undefined && !loading,
    lastCursor: async () => {
      // Not the cursor of the previous page, which is shown until this one is loaded.
      const known = data === undefined ? undefined : source.pageOf(data)?.edges.at(-1)?.cursor;
      if (known) return known;
      const fresh = await client
        .query({ query: source.query, variables, fetchPolicy: 'no-cache' })
        .catch(() => null);
      return fresh?.data ? (source.pageOf(fresh.data)?.edges.at(-1)?.cursor ?? null) : null;
    },
  };
}
