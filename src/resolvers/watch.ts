import type { SubscribeResolverData } from 'type-graphql';
import type { RequestContext } from './context.js';

/** What a subscription is opened with: the arguments as GraphQL parsed them, and the context. */
export type Watch<Args> = SubscribeResolverData<unknown, Args, RequestContext>;
