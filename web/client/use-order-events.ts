import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import type { OrderEventsSubscription } from '../generated/graphql.js';
import { OrderEventsDocument } from '../generated/graphql.js';
import { subscribeAgain } from './subscribe-again.js';

export type TimelineEvent = OrderEventsSubscription['orderEvents'];

/** The timeline of an order, oldest first, without gaps or duplicates even if the connection breaks. */
export function useOrderEvents(id: string, skip: boolean): readonly TimelineEvent[] {
  const client = useApolloClient();
  const [timeline, setTimeline] = useState<readonly TimelineEvent[]>([]);
  useEffect(() => {
    setTimeline([]);
    if (skip) return;
    return subscribeAgain(client, {
      query: OrderEventsDocument,
      variables: { id },
      cached: false,
      endless: false,
      onData: ({ orderEvents: event }) =>
        setTimeline((known) => (event.sequence > (known.at(-1)?.sequence ?? 0) ? [...known, event] : known)),
    });
  }, [client, id, skip]);
  return timeline;
}
