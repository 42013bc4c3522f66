import type { SubscribeResolverData } from 'type-graphql';
import type { RequestContext } from './context.js';

/** What a subscription is opened with. Arguments come as GraphQL parsed them. */
export type Watch<Args> = SubscribeResolverData<unknown, Args, RequestContext>;
