import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import type { FieldReadFunction } from '@apollo/client/cache';
import { ServerError } from '@apollo/client/errors';
import { RetryLink } from '@apollo/client/link/retry';
import { OperationTypeNode } from 'graphql';
import { map } from 'rxjs';
import { reportConnection } from './connection.js';
import { DeliveryLink, Withdrawn } from './delivery.js';
import type { Installation } from './installation.js';
import { RevisionGuardLink } from './revision-guard.js';
import { createSocket, SocketLink } from './socket.js';
import type { Authorization } from './token.js';
import { TrustedDocumentsLink } from './trusted-documents.js';

const requestTimeout = 15_000;
// About half a minute: longer than a restart takes.
const mutationAttempts = 20;

/** The API answered, but something it needs is down: worth a retry. */
class Unavailable extends Error {}

function isPassing(error: unknown): boolean {
  if (ServerError.is(error)) return error.statusCode >= 500 || error.statusCode === 429;
  return (
    error instanceof Unavailable || error instanceof TypeError || (error as Error).name === 'TimeoutError'
  );
}

/** Retries queries forever and mutations for a while. Each mutation has a request id, so sending it twice acts once. */
const retry = new RetryLink({
  delay: { initial: 200, max: 2_000, jitter: true },
  attempts: (attempt, operation, error) => {
    if (ServerError.is(error) && error.statusCode === 401) reportConnection('http', 'refused');
    // Without sending, we would not notice that the API can be reached again.
    if (error instanceof Withdrawn) reportConnection('http', 'live');
    if (!isPassing(error)) return false;
    const again = operation.operationType !== OperationTypeNode.MUTATION || attempt < mutationAttempts;
    // A request that isn't retried would never report the connection live again; its button says that it failed.
    reportConnection('http', again ? 'reconnecting' : 'live');
    return again;
  },
});

const readErrors = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    map((result) => {
      const codes = (('errors' in result && result.errors) || []).map(({ extensions }) => extensions?.code);
      if (codes.includes('UNAVAILABLE')) throw new Unavailable();
      reportConnection('http', codes.includes('UNAUTHENTICATED') ? 'refused' : 'live');
      return result;
    }),
  ),
);

function createHttp(authorization: Authorization): HttpLink {
  return new HttpLink({
    uri: '/graphql',
    fetch: (input, init) => {
      const timeout = AbortSignal.timeout(requestTimeout);
      const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
      return fetch(input, { ...init, headers: { ...init?.headers, ...authorization() }, signal });
    },
  });
}

/** Pages open at once with what a list has loaded; null stays null. */
function fromLists(typename: 'Order' | 'Shipment'): FieldReadFunction {
  return (known, { args, toReference }) =>
    known === undefined ? toReference({ __typename: typename, id: args?.id }) : known;
}

/** Money and other types without an id are part of their parent; the rest are identified by type and id. */
function createCache(): InMemoryCache {
  return new InMemoryCache({
    typePolicies: {
      Money: { merge: true },
      FraudSettings: { keyFields: [] },
      Stats: { keyFields: [] },
      Viewer: { keyFields: [] },
      Product: { keyFields: ['sku'] },
      TrackedOrder: { keyFields: [] },
      Query: {
        fields: {
          order: { read: fromLists('Order') },
          shipment: { read: fromLists('Shipment') },
        },
      },
    },
  });
}

/** Queries and mutations over HTTP, subscriptions over one socket, the revision guard before both. */
export function createApolloClient(
  installation: Promise<Installation>,
  authorization: Authorization,
): ApolloClient {
  return new ApolloClient({
    cache: createCache(),
    link: ApolloLink.from([
      new RevisionGuardLink(),
      new TrustedDocumentsLink(installation),
      ApolloLink.split(
        ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
        new SocketLink(createSocket(authorization)),
        ApolloLink.from([retry, new DeliveryLink(), readErrors, createHttp(authorization)]),
      ),
    ]),
  });
}
