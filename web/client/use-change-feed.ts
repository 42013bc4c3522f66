import { useApolloClient } from '@apollo/client/react';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useEffect, useEffectEvent } from 'react';
import type { ListChangeKind } from '../generated/graphql.js';

/** One message of a live list: read it again, this changed, or this has left it. */
export interface ListChange<TNode> {
  readonly kind: ListChangeKind;
  readonly id: string | null;
  readonly node: TNode | null;
}

// A screen needs no more than this; a busy system sends hundreds of messages a second.
const gatherFor = 80;
const pauseAfterFault = 1_500;

/** Hands over the changes of a list in small batches, and starts again whatever ends it. */
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
    let restarting: ReturnType<typeof setTimeout> | undefined;
    let stop = (): void => {};
    const flush = (): void => {
      const changes = gathered;
      gathered = [];
      flushing = undefined;
      deliver(changes);
    };
    const restart = (): void => {
      clearTimeout(restarting);
      restarting = setTimeout(start, pauseAfterFault);
    };
    const start = (): void => {
      stop();
      const subscription = client
        .subscribe({ query: document, variables: JSON.parse(key) as TVariables, fetchPolicy: 'no-cache' })
        .subscribe({
          next: ({ data, error }) => {
            if (error !== undefined) return restart();
            if (!data) return;
            gathered.push(read(data as TData));
            flushing ??= setTimeout(flush, gatherFor);
          },
          error: restart,
          complete: restart,
        });
      stop = () => subscription.unsubscribe();
    };
    start();
    return () => {
      clearTimeout(flushing);
      clearTimeout(restarting);
      stop();
    };
  }, [client, document, key]);
}
