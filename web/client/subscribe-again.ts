import type { ApolloClient, OperationVariables } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

export interface StreamOptions<TData, TVariables> {
  readonly query: TypedDocumentNode<TData, TVariables>;
  readonly variables: TVariables;
  /** Whether messages are written to the cache; otherwise only `onData` gets them. */
  readonly cached: boolean;
  /** Whether to stop when it completes, or to subscribe again. */
  readonly endless: boolean;
  readonly onData?: (data: TData) => void;
}

const shortestPause = 500;
const longestPause = 10_000;

/**
 * A subscription that continues after errors. The socket reconnects automatically; this handles error answers, such as for
 * an order that another process has accepted and this one cannot see yet.
 */
export function subscribeAgain<TData, TVariables extends OperationVariables>(
  client: ApolloClient,
  { query, variables, cached, endless, onData }: StreamOptions<TData, TVariables>,
): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let pause = shortestPause;
  let stop = (): void => {};
  const again = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(start, pause);
    pause = Math.min(longestPause, pause * 2);
  };
  const start = (): void => {
    stop();
    const subscription = client
      .subscribe<TData, OperationVariables>({
        query: query as TypedDocumentNode<TData, OperationVariables>,
        variables,
        ...(cached ? {} : { fetchPolicy: 'no-cache' as const }),
      })
      .subscribe({
        next: ({ data, error }) => {
          if (error !== undefined) return again();
          if (!data) return;
          pause = shortestPause;
          onData?.(data as TData);
        },
        error: again,
        complete: () => {
          if (endless) again();
        },
      });
    stop = () => subscription.unsubscribe();
  };
  start();
  return () => {
    clearTimeout(waiting);
    stop();
  };
}
