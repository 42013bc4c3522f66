import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../resolvers/context.js';

/** The context of an operation over HTTP. */
export interface HttpContext extends RequestContext {
  /** Null until it is known. */
  cost: number | null;
}

/** Puts the cost of an operation into the extensions of its answer. */
export const showCost: ApolloServerPlugin<HttpContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue: { cost }, response: { body } }) {
        if (cost === null || body.kind !== 'single') return;
        body.singleResult.extensions = { ...body.singleResult.extensions, cost };
      },
    };
  },
};
