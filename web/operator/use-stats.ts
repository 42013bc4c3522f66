import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { subscribeAgain } from '../client/subscribe-again.js';
import type { StatsUpdatedSubscription } from '../generated/graphql.js';
import { StatsUpdatedDocument } from '../generated/graphql.js';

export type Stats = StatsUpdatedSubscription['statsUpdated'];

/** How far back the charts go. */
export const secondsShown = 120;

const key = 'order-management.stats';

/** The figures that this tab had before a reload, as far as the charts go back. */
function readKept(): readonly Stats[] {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? '[]') as readonly Stats[];
  return kept.filter(({ at }) => Date.parse(at) > Date.now() - secondsShown * 1_000);
}

/** The figures of the last two minutes, one per second, newest last. */
export function useStats(): readonly Stats[] {
  const client = useApolloClient();
  const [history, setHistory] = useState(readKept);
  useEffect(() => sessionStorage.setItem(key, JSON.stringify(history)), [history]);
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
