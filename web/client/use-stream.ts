import type { OperationVariables } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useEffect, useEffectEvent } from 'react';
import { subscribeAgain } from './subscribe-again.js';

/** Writes a subscription's messages to the cache while the component is mounted, and says so; null: does not subscribe. */
export function useStream<TData, TVariables extends OperationVariables>(
  query: TypedDocumentNode<TData, TVariables>,
  variables: TVariables | null,
  onMessage: () => void = () => {},
): void {
  const client = useApolloClient();
  const key = JSON.stringify(variables);
  const tell = useEffectEvent(onMessage);
  useEffect(() => {
    const current = JSON.parse(key) as TVariables | null;
    if (current === null) return;
    return subscribeAgain(client, {
      query,
      variables: current,
      cached: true,
      endless: false,
      onData: () => tell(),
    });
  }, [client, query, key]);
}
