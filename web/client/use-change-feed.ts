import { useApolloClient } from '@apollo/client/react';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useEffect, useEffectEvent } from 'react';
import type { ListChangeKind } from '../generated/graphql.js';
import { subscribeAgain } from './subscribe-again.js';

/** One message of a live list: read it again, this changed, or this has left it. */
export interface ListChange<TNode> {
  readonly kind: ListChangeKind;
  readonly id: string | null;
  readonly node: TNode | null;
}

// Fast enough for a screen; a busy system sends hundreds of messages a second.
const gatherFor = 80;

/** Delivers the changes of a list in small batches, and restarts whenever it ends. */
export function useChangeFeed<TData, TVariables extends Record<string, unknown>, TNode>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
  changeOf: (data: TData) => ListChange<TNode>,
  onChanges: (changes: readonly ListChange<TNode>[]) => void,
): void {
  const client = useApolloClient();
  const deliver = useEffectEvent(onChanges);
  const read = useEffectEvent(changeOf);
  const key = JSON.stringify(variables);
  useEffect(() => {
    let gathered: ListChange<TNode>[] = [];
    let flushing: ReturnType<typeof setTimeout> | undefined;
    const flush = (): void => {
      const changes = gathered;
      gathered = [];
      flushing = undefined;
      deliver(changes);
    };
    const stop = subscribeAgain(client, {
      query: document,
      variables: JSON.parse(key) as TVariables,
      cached: false,
      endless: true,
      onData: (data) => {
        gathered.push(read(data));
        flushing ??= setTimeout(flush, gatherFor);
      },
    });
    return () => {
      clearTimeout(flushing);
      stop();
    };
  }, [client, document, key]);
}
