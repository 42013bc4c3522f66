import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import type { Client } from 'graphql-ws';
import { createClient } from 'graphql-ws';

/** One socket for all subscriptions of the page. It opens with the first and reconnects automatically. */
export function createSocket(url: string, token: () => Promise<string>): Client {
  return createClient({
    url,
    // Asked each time it connects, so that a token that has expired is replaced.
    connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
    retryAttempts: Number.POSITIVE_INFINITY,
    // A refused connection counts too, not only one that was closed.
    shouldRetry: () => true,
    retryWait: async (attempt) => {
      const longest = Math.min(100 * 2 ** attempt, 2_000);
      await new Promise((resolve) => setTimeout(resolve, longest * (0.5 + Math.random() / 2)));
    },
  });
}

/** Subscriptions over the socket, everything else over HTTP. */
export function createApolloClient(url: string, socket: Client, token: () => Promise<string>): ApolloClient {
  const http = new HttpLink({
    uri: url,
    fetch: async (input, init) =>
      fetch(input, { ...init, headers: { ...init?.headers, authorization: `Bearer ${await token()}` } }),
  });
  return new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket),
      http,
    ),
    cache: new InMemoryCache({
      possibleTypes: {
        Node: ['Fulfillment', 'Location', 'Order', 'OrderEvent', 'Payment', 'Product', 'Shipment', 'Webhook'],
      },
      typePolicies: {
        // Amounts are part of their parent; the other three exist once and have no id.
        Money: { merge: true },
        FraudSettings: { keyFields: [] },
        Stats: { keyFields: [] },
        Viewer: { keyFields: [] },
      },
    }),
  });
}
