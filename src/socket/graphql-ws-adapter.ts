import type { DocumentNode, ExecutionArgs, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { GraphQLError } from 'graphql';
import type { ConnectionInitMessage, SubscribePayload } from 'graphql-ws';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';
import { badInput } from '../errors/api-errors.js';
import type { Log } from '../errors/log.js';
import { isTooDeep } from '../limits/scan-document.js';
import type { Connection } from './connection.js';
import { closeCodes } from './connection.js';
import { MessageToll } from './message-toll.js';

/*
 * This file holds every assumption about graphql-ws beyond its documentation; test/feed/graphql-ws.test.ts tests each:
 *
 * 1. It finds operations by id, so an operation that was given up must never end: its id may be in use again.
 * 2. It completes an operation when its iterator ends, and sends nothing for an iterator that yields nothing.
 * 3. It keeps the payloads of `connection_init` and `subscribe`, but does not read them again after handing them over.
 * 4. It accepts a message that is already parsed. (It would keep the text of one that it parses as long as the operation.)
 *
 * These changes upstream would remove them: identify operations by an object instead of their id (1, 2), and keep only what
 * an operation needs of its message (3, 4).
 */

export const PROTOCOL = GRAPHQL_TRANSPORT_WS_PROTOCOL;

/** The longest id an operation may have, in characters. */
const MAX_ID_LENGTH = 128;

/** Messages that only a server sends: graphql-ws throws for them. */
const misplaced: ReadonlySet<unknown> = new Set(['connection_ack', 'next', 'error']);

type Params = ConnectionInitMessage['payload'];

/** An operation under way, which sends its own results. */
export interface RunningOperation {
  /** Resolves when everything is sent, or the operation was given up. An error is sent under its id. */
  run(): Promise<void>;
  /** The client or its socket ended it: sends nothing more. */
  giveUp(): Promise<void>;
}

export interface BegunOperation {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly running: RunningOperation;
}

/** How operations are carried out. */
export interface SocketOperations {
  readonly schema: GraphQLSchema;
  /** Authenticates the caller, or closes the socket. */
  admit(connection: Connection, params: Params): Promise<void>;
  begin(
    connection: Connection,
    id: string,
    payload: SubscribePayload,
  ): Promise<BegunOperation | readonly GraphQLError[]>;
  formatError(error: GraphQLError): GraphQLFormattedError;
}

interface Socket {
  readonly connection: Connection;
  /** For each id, the latest operation that is being prepared. */
  readonly preparing: Map<string, object>;
}

interface BegunArgs extends ExecutionArgs {
  readonly running: RunningOperation;
}

/** Speaks graphql-transport-ws on a socket. */
export type Protocol = (connection: Connection) => void;

/** The protocol: graphql-ws handles the messages, `operations` does the rest. */
export function createProtocol(operations: SocketOperations, log: Pick<Log, 'error'>): Protocol {
  const server = makeServer<Params, Socket>({
    onConnect: async (context) => {
      const { connectionParams } = context;
      forget(context, 'connectionParams');
      await operations.admit(context.extra.connection, connectionParams);
      return true;
    },
    onSubscribe: async ({ extra: { connection, preparing } }, id, payload) => {
      if (id.length > MAX_ID_LENGTH) return [badInput(`An id may have at most ${MAX_ID_LENGTH} characters`)];
      const sent = { ...payload };
      for (const key of Object.keys(payload)) forget(payload, key as keyof SubscribePayload);
      const turn = {};
      preparing.set(id, turn);
      const begun = await operations.begin(connection, id, sent).catch((error: unknown) => [asError(error)]);
      const isCurrent = preparing.get(id) === turn;
      if (isCurrent) preparing.delete(id);
      if ('running' in begun) {
        const { document, operationName, running } = begun;
        const args = { schema: operations.schema, document, operationName, contextValue: null, running };
        if (isCurrent) return args;
        await running.giveUp();
      } else if (isCurrent) {
        return begun;
      }
      return never();
    },
    execute: silentIteration,
    subscribe: silentIteration,
    onError: (_context, _id, _payload, errors) =>
      errors.map((error) => operations.formatError(error as GraphQLError)),
  });
  return (connection) => {
    const { webSocket } = connection;
    const toll = new MessageToll(connection);
    const onClosed = server.opened(
      {
        protocol: webSocket.protocol,
        // Not awaited: the client may use the id again before the end of its operation is written.
        send: (message) => connection.sendMessage(message),
        close: (code, reason) => webSocket.close(code, reason),
        onMessage: (take) => {
          webSocket.on('message', (message) => {
            if (!toll.take((message as Buffer).byteLength)) return;
            connection.counts.received();
            const parsed = parsedOf(String(message));
            if (!parsed || misplaced.has(parsed.type) || isUnanswerable(parsed)) {
              webSocket.close(closeCodes.badRequest, 'Invalid message received');
              return;
            }
            take(parsed as unknown as string).catch((error: unknown) => {
              log.error({ err: error }, 'A message on a socket failed');
              webSocket.close(closeCodes.tryAgainLater, 'Internal server error');
            });
            // Nothing is read from a peer that does not read itself.
            if (connection.isFull) connection.pauseUntil(connection.drained());
          });
        },
      },
      { connection, preparing: new Map() },
    );
    webSocket.once('close', (code, reason) => {
      onClosed(code, String(reason)).catch((error: unknown) => {
        log.error({ err: error }, 'Closing a socket failed');
      });
    });
  };
}

/** Runs the operation at the first `next`; yields nothing, and ends with the operation. */
function silentIteration(args: ExecutionArgs): AsyncIterableIterator<never, undefined> {
  const { running } = args as BegunArgs;
  const done: IteratorResult<never, undefined> = { value: undefined, done: true };
  let isGivenUp = false;
  const iterator: AsyncIterableIterator<never, undefined> = {
    async next() {
      try {
        await running.run();
      } catch (error) {
        if (!isGivenUp) throw asError(error);
      }
      return isGivenUp ? never() : done;
    },
    async return() {
      isGivenUp = true;
      await running.giveUp();
      return done;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

/** A promise that never settles: a new one each time, so that it is collected together with its waiters. */
function never(): Promise<never> {
  return new Promise(() => {});
}

/** Whatever an operation throws is an error of that operation alone. */
function asError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}

function forget<Holder extends object>(holder: Holder, key: keyof Holder): void {
  delete holder[key];
}

/** The message as an object, or null. */
function parsedOf(text: string): { readonly type?: unknown } | null {
  try {
    const parsed = JSON.parse(text) as unknown;
    return typeof parsed === 'object' && parsed !== null ? parsed : null;
  } catch {
    return null;
  }
}

/** Whether a ping carries what cannot be sent back: graphql-ws would write it by recursion. */
function isUnanswerable(message: { readonly type?: unknown }): boolean {
  return message.type === 'ping' && isTooDeep(message);
}
