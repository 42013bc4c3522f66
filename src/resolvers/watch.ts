import type { SubscribeResolverData } from 'type-graphql';
import type { Permission } from '../auth/permissions.js';
import { mayDo } from '../auth/permissions.js';
import type { RequestContext } from '../context.js';
import { forbidden } from '../errors.js';
import type { FeedStream } from '../feed/feed.js';

/** What opens the stream of a subscription: for roles that may, a stream of the feed's own. */
export function watch<Args extends object>(
  permission: Permission,
  open: (context: RequestContext, args: Args) => FeedStream<object>,
): (request: SubscribeResolverData<unknown, Args, RequestContext>) => FeedStream<object> {
  return ({ context, args }) => {
    if (!mayDo(context.caller, permission)) throw forbidden('The caller’s role may not watch this');
    return open(context, args);
  };
}
