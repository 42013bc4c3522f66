import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import type { Client as Socket } from 'graphql-ws';

/** Types without an id: they are part of their parent, or exist once. */
const parts = [
  ...['Actor', 'Address', 'Cancellation', 'Money', 'OrderItem', 'StockLevel', 'TrackingEvent', 'UserError'],
  ...['FraudSettings', 'OrderListChange', 'ShipmentListChange', 'Stats', 'Viewer'],
];

/** Queries and mutations over HTTP, subscriptions over the socket, all in one cache. */
export function createUrqlClient(url: string, socket: Socket, token: () => string): Client {
  return new Client({
    url,
    // By default urql sends short queries with GET, which the API does not take.
    preferGetMethod: false,
    fetchOptions: () => ({ headers: { authorization: `Bearer ${token()}` } }),
    exchanges: [
      cacheExchange({ keys: Object.fromEntries(parts.map((type) => [type, () => null])) }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe(
              { query, variables: variables as Record<string, unknown> },
              {
                next: ({ data = null, errors }) => sink.next({ data, ...(errors && { errors }) }),
                // A connection error arrives as a list or an event, but urql needs an Error.
                error: (fault) =>
                  sink.error(fault instanceof Error ? fault : new Error(JSON.stringify(fault))),
                complete: () => sink.complete(),
              },
            ),
          }),
        }),
      }),
    ],
  });
}
