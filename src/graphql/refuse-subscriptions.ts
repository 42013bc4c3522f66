import type { ApolloServerPlugin } from '@apollo/server';
import { badRequest } from '../errors/api-errors.js';
import type { RequestContext } from '../resolvers/context.js';

/** Apollo would execute a subscription over HTTP like a query, without its stream and its permission. */
export const refuseSubscriptions: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation !== 'subscription') return;
        throw badRequest('Subscribe over WebSocket (graphql-transport-ws)');
      },
    };
  },
};
