import type { ApolloClient, OperationVariables } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

export interface StreamOptions<TData, TVariables> {
  readonly query: TypedDocumentNode<TData, TVariables>;
  readonly variables: TVariables;
  /** Whether what comes goes into the cache; where it doesn't, `onData` is all there is. */
  readonly cached: boolean;
  /** Whether an end is an end, or a reason to begin again. */
  readonly endless: boolean;
  readonly onData?: (data: TData) => void;
}

const shortestPause = 500;
const longestPause = 10_000;

/**
 * A subscription that outlives its faults. The socket connects again by itself; this is for what the server answers,
 * such as an order that another process has taken and this one cannot see yet.
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
