import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { subscribeAgain } from '../client/subscribe-again.js';
import type { StatsFiguresFragment } from '../generated/graphql.js';
import { StatsHistoryDocument, StatsUpdatedDocument } from '../generated/graphql.js';

export type Stats = StatsFiguresFragment;

/** How far back the charts go. */
export const minutesShown = 15;

/** The figures of the last 15 minutes, newest last: those that the API has kept, then one each second. */
export function useStats(): readonly Stats[] {
  const client = useApolloClient();
  const [history, setHistory] = useState<readonly Stats[]>([]);
  useEffect(() => {
    const query = { query: StatsHistoryDocument, fetchPolicy: 'no-cache' } as const;
    client.query(query).then(
      ({ data }) => setHistory((live) => joined(data?.statsHistory ?? [], live)),
      // The charts begin empty.
      () => {},
    );
    return subscribeAgain(client, {
      query: StatsUpdatedDocument,
      variables: {},
      cached: false,
      endless: true,
      onData: ({ statsUpdated }) => setHistory((known) => joined(known, [statsUpdated])),
    });
  }, [client]);
  return history;
}

/** The stored figures until the live ones begin, then the live ones, as far back as the charts go. */
function joined(kept: readonly Stats[], live: readonly Stats[]): readonly Stats[] {
  const begin = Date.parse(live[0]?.at ?? '9999-01-01');
  const oldest = Date.parse(live.at(-1)?.at ?? kept.at(-1)?.at ?? '1970-01-01') - minutesShown * 60_000;
  return [...kept.filter(({ at }) => Date.parse(at) < begin), ...live].filter(
    ({ at }) => Date.parse(at) >= oldest,
  );
}
