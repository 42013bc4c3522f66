import { useSubscription } from '@apollo/client/react';
import { useState } from 'react';
import type { StatsUpdatedSubscription } from '../generated/graphql.js';
import { StatsUpdatedDocument } from '../generated/graphql.js';

export type Stats = StatsUpdatedSubscription['statsUpdated'];

/** How far back the charts go. */
export const secondsShown = 120;

/** The figures of the last two minutes, one a second, the newest last. */
export function useStats(): readonly Stats[] {
  const [history, setHistory] = useState<readonly Stats[]>([]);
  useSubscription(StatsUpdatedDocument, {
    fetchPolicy: 'no-cache',
    ignoreResults: true,
    onData: ({ data: { data } }) => {
      if (data) setHistory((known) => [...known.slice(1 - secondsShown), data.statsUpdated]);
    },
  });
  return history;
}
