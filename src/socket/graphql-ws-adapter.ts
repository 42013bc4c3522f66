import type { DocumentNode, ExecutionArgs, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { GraphQLError } from 'graphql';
import type { ConnectionInitMessage, SubscribePayload } from 'graphql-ws';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';
import { badInput } from '../errors/api-errors.js';
import type { Log } from '../errors/log.js';
import type { Connection } from './connection.js';
import { closeCodes } from './connection.js';

/*
 * All that we take for granted of graphql-ws beyond its documentation is in this file; test/feed/graphql-ws.test.ts
 * has a test for each of these:
 *
 * 1. It looks operations up by id, so one that was given up must never come to its end: its id may be taken again.
 * 2. It ends an operation after the last value of an iterator that yields none, and sends nothing in between.
 * 3. It keeps the payloads of `connection_init` and `subscribe`, and reads neither after it handed them to us.
 * 4. It takes a message that was parsed before: the text of one it parses itself is kept as long as its operation.
 *
 * What would remove them upstream: operations told apart by an object instead of their id (1, 2), and operations
 * begun with a copy of what they need of their message (3, 4).
 */

export const PROTOCOL = GRAPHQL_TRANSPORT_WS_PROTOCOL;

/** The longest id an operation may have, in characters. */
const MAX_ID_LENGTH = 128;

/** The types of messages that only a server sends: graphql-ws throws for them. */
const misplaced: ReadonlySet<unknown> = new Set(['connection_ack', 'next', 'error']);

type Params = ConnectionInitMessage['payload'];

/** An operation under way. It sends its results itself. */
export interface RunningOperation {
  /** Resolves when it has sent all, or was given up. What it throws is told under its id. */
  run(): Promise<void>;
  /** The client or its socket ended it: nothing more is sent. */
  giveUp(): Promise<void>;
}

/** An operation that was prepared. */
export interface BegunOperation {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly running: RunningOperation;
}

/** What is done with what clients ask for. */
export interface SocketOperations {
  readonly schema: GraphQLSchema;
  /** Finds out who connects; without a caller it closes the socket. */
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
  /** What is being prepared for each id: the latest that was asked for under it. */
  readonly preparing: Map<string, object>;
}

interface BegunArgs extends ExecutionArgs {
  readonly running: RunningOperation;
}

/** graphql-transport-ws on a socket. */
export type Protocol = (connection: Connection) => void;

/** graphql-transport-ws as graphql-ws speaks it, with everything but the messages left to the operations. */
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
    const onClosed = server.opened(
      {
        protocol: webSocket.protocol,
        // Not awaited: an operation would lose its id only when its end is written, and a client may take it before.
        send: (message) => {
          if (connection.isOpen) webSocket.send(message);
        },
        close: (code, reason) => webSocket.close(code, reason),
        onMessage: (take) => {
          webSocket.on('message', (message) => {
            // What comes after we closed is from a caller that may have lost its rights.
            if (!connection.isOpen) return;
            const parsed = parsedOf(String(message));
            if (!parsed || misplaced.has(parsed.type)) {
              webSocket.close(closeCodes.badRequest, 'Invalid message received');
              return;
            }
            take(parsed as unknown as string).catch((error: unknown) => {
              log.error({ err: error }, 'A message over a socket met a fault');
              webSocket.close(closeCodes.tryAgainLater, 'Internal server error');
            });
            if (connection.isFull) holdUntilDrained(connection);
          });
        },
      },
      { connection, preparing: new Map() },
    );
    webSocket.once('close', (code, reason) => {
      onClosed(code, String(reason)).catch((error: unknown) => {
        log.error({ err: error }, 'The end of a socket met a fault');
      });
    });
  };
}

/** Runs the operation at the first pull; yields nothing, and ends when the operation does. */
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

/** A new promise each time, held by none but those who wait for it, so that they go together. */
function never(): Promise<never> {
  return new Promise(() => {});
}

/** Whatever is thrown while an operation is prepared or executed is the matter of that operation alone. */
function asError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}

function forget<Holder extends object>(holder: Holder, key: keyof Holder): void {
  delete holder[key];
}

/** The message as an object; null when it is none. */
function parsedOf(text: string): { readonly type?: unknown } | null {
  try {
    const parsed = JSON.parse(text) as unknown;
    return typeof parsed === 'object' && parsed !== null ? parsed : null;
  } catch {
    return null;
  }
}

/** Who does not read is not listened to. */
function holdUntilDrained(connection: Connection): void {
  const { webSocket } = connection;
  if (webSocket.isPaused) return;
  webSocket.pause();
  void connection.drained().then(() => webSocket.resume());
}
