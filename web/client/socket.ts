import { ApolloLink } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { print } from 'graphql';
import type { Client } from 'graphql-ws';
import { createClient } from 'graphql-ws';
import { Observable } from 'rxjs';
import { reportConnection } from './connection.js';
import { reconnectPause } from './reconnect-pause.js';
import type { Authorization } from './token.js';

/** The close codes for an invalid token and an expired one. */
const refusals: ReadonlySet<unknown> = new Set([4401, 4403]);

/** Whether the socket was closed for good: only signing in helps, which reloads the page. */
function isRefusal(error: unknown): boolean {
  return refusals.has((error as Partial<CloseEvent> | null)?.code);
}

/** One socket for all subscriptions of the tab. It opens at the start, so that every page knows the state of the connection. */
export function createSocket(authorization: Authorization): Client {
  let pongDeadline: ReturnType<typeof setTimeout> | undefined;
  const client: Client = createClient({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    connectionParams: authorization,
    lazy: false,
    // Reported when the socket closed; only signing in helps.
    onNonLazyError: () => {},
    keepAlive: 10_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (attempt) => new Promise((resolve) => setTimeout(resolve, reconnectPause(attempt))),
    // Retries everything else that graphql-ws does not consider fatal.
    shouldRetry: (error) => !isRefusal(error),
    on: {
      connected: () => reportConnection('socket', 'live'),
      ping: (received) => {
        // A socket can be dead without being closed: if no pong comes, it is replaced.
        if (!received) pongDeadline = setTimeout(() => client.terminate(), 5_000);
      },
      pong: (received) => {
        if (received) clearTimeout(pongDeadline);
      },
      closed: (event) => {
        clearTimeout(pongDeadline);
        const code = (event as CloseEvent).code;
        if (isRefusal(event)) reportConnection('socket', 'refused');
        else reportConnection('socket', code === 1000 ? 'live' : 'reconnecting');
      },
    },
  });
  return client;
}

interface CursorHolder {
  readonly orderEvents?: { readonly cursor?: string };
}

/** Sends subscriptions over the socket, and resumes event streams where they broke off. */
export class SocketLink extends ApolloLink {
  constructor(readonly socket: Client) {
    super();
  }

  override request(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    return new Observable((observer) => {
      // graphql-ws sends this same object again when it reconnects, so `after` must hold the last cursor.
      const variables: Record<string, unknown> = { ...operation.variables };
      const request = {
        // The text of a trusted document is not sent, but the protocol requires a string.
        query: operation.extensions.documentId === undefined ? print(operation.query) : '',
        extensions: operation.extensions,
        variables,
        ...(operation.operationName === undefined ? {} : { operationName: operation.operationName }),
      };
      return this.socket.subscribe<Record<string, unknown>>(request, {
        next: (result) => {
          const cursor = (result.data as CursorHolder | null | undefined)?.orderEvents?.cursor;
          if (cursor !== undefined) variables.after = cursor;
          observer.next(result as ApolloLink.Result);
        },
        complete: () => observer.complete(),
        error: (error) => {
          // Whoever subscribes again after an error would only be refused again.
          if (isRefusal(error)) return;
          if (Array.isArray(error)) observer.error(new CombinedGraphQLErrors({ errors: error }));
          else
            observer.error(error instanceof Error ? error : new Error('The server closed the connection.'));
        },
      });
    });
  }
}
