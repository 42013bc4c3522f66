import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { subscribeAgain } from '../client/subscribe-again.js';
import type { StatsUpdatedSubscription } from '../generated/graphql.js';
import { StatsUpdatedDocument } from '../generated/graphql.js';

export type Stats = StatsUpdatedSubscription['statsUpdated'];

/** How far back the charts go. */
export const secondsShown = 120;

/** The figures of the last two minutes, one a second, the newest last. */
export function useStats(): readonly Stats[] {
  const client = useApolloClient();
  const [history, setHistory] = useState<readonly Stats[]>([]);
  useEffect(
    () =>
      subscribeAgain(client, {
        query: StatsUpdatedDocument,
        variables: {},
        cached: false,
        endless: true,
        onData: ({ statsUpdated }) => setHistory((known) => [...known.slice(1 - secondsShown), statsUpdated]),
      }),
    [client],
  );
  return history;
}
