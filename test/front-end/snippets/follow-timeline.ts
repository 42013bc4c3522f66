import { print } from 'graphql';
import type { Client } from 'graphql-ws';
import type {
  FollowTimelineSubscription,
  FollowTimelineSubscriptionVariables,
} from '../generated/graphql.js';
import { FollowTimelineDocument } from '../generated/graphql.js';

export type TimelineEvent = FollowTimelineSubscription['orderEvents'];

/**
 * Sends every event of the timeline once and in order, even if the connection breaks.
 * @returns how to stop
 */
export function followTimeline(
  socket: Client,
  id: string,
  onEvent: (event: TimelineEvent) => void,
  onEnd: (error?: unknown) => void,
): () => void {
  // graphql-ws sends this same object again when it reconnects, so `after` must hold the last cursor.
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
