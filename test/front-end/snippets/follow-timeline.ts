import { print } from 'graphql';
import type { Client } from 'graphql-ws';
import type {
  FollowTimelineSubscription,
  FollowTimelineSubscriptionVariables,
} from '../generated/graphql.js';
import { FollowTimelineDocument } from '../generated/graphql.js';

export type TimelineEvent = FollowTimelineSubscription['orderEvents'];

/**
 * Every event of the timeline once and in order, also over a connection that breaks.
 * @returns how to stop
 */
export function followTimeline(
  socket: Client,
  id: string,
  onEvent: (event: TimelineEvent) => void,
  onEnd: (error?: unknown) => void,
): () => void {
  // graphql-ws sends this very object again when it connects again: `after` moves with what has come.
  const variables: FollowTimelineSubscriptionVariables & Record<string, unknown> = { id };
  return socket.subscribe<FollowTimelineSubscription>(
    { query: print(FollowTimelineDocument), variables },
    {
      next: ({ data }) => {
        if (!data) return;
        Object.assign(variables, { after: data.orderEvents.cursor });
        onEvent(data.orderEvents);
      },
      error: onEnd,
      complete: onEnd,
    },
  );
}
