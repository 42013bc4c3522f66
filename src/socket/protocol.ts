import type { ExecutionArgs, FormattedExecutionResult } from 'graphql';
import { createSourceEventStream, execute, GraphQLError, getOperationAST } from 'graphql';
import type { ConnectionInitMessage, Context, Server as ProtocolServer, SubscribePayload } from 'graphql-ws';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';
import { bearerToken } from '../auth/authenticate.js';
import { rightsOf } from '../auth/permissions.js';
import { badInput, tooManyRequests } from '../errors/api-errors.js';
import type { Connection, Operation } from './connection.js';
import { closeCodes } from './connection.js';
import { DocumentCache } from './document-cache.js';
import { givenUp } from './given-up.js';
import type { SocketOptions } from './serve-sockets.js';
import { SharedExecutions } from './shared-executions.js';
import { SharedSubscription } from './shared-subscription.js';

export const PROTOCOL = GRAPHQL_TRANSPORT_WS_PROTOCOL;

/** How many subscriptions one socket may have open, and how many queries and mutations under way. */
const MAX_SUBSCRIPTIONS = 1_000;
const MAX_RUNNING = 20;

type SocketContext = Context<ConnectionInitMessage['payload'], Connection>;

/** The arguments of a query or a mutation, with the socket that asks. */
interface RunningArgs extends ExecutionArgs {
  readonly connection: Connection;
  readonly operation: Operation;
}

/** The arguments of a subscription, with the stream that was opened with them. */
interface OpenedArgs extends ExecutionArgs {
  readonly opened: SharedSubscription;
}

/**
 * graphql-transport-ws as graphql-ws implements it, with our callers, limits and errors. Queries and mutations go
 * the usual way; subscriptions are executed once for all who would get the same result.
 */
export function createProtocol(options: SocketOptions): ProtocolServer<Connection> {
  const { schema, formatError } = options;
  const documents = new DocumentCache({
    schema,
    rules: options.validationRules,
    maxTokens: options.maxTokens,
  });
  const executions = new SharedExecutions(formatError);

  async function open(
    connection: Connection,
    id: string,
    args: ExecutionArgs,
  ): Promise<OpenedArgs | readonly GraphQLError[]> {
    const { context } = connection;
    if (!context) throw new Error('A subscription came before its caller was known');
    const source = await createSourceEventStream(args);
    if ('errors' in source) return source.errors as readonly GraphQLError[];
    const stream = (source as AsyncIterable<object>)[Symbol.asyncIterator]();
    if (connection.subscriptions >= MAX_SUBSCRIPTIONS) {
      await stream.return?.();
      return [tooManyRequests(`One socket takes ${MAX_SUBSCRIPTIONS} subscriptions at a time`)];
    }
    const execution = executions.open(args, rightsOf(context.caller));
    return { ...args, opened: new SharedSubscription(stream, connection, id, executions, execution) };
  }

  /** What a query answers is held until it is sent, so few may be under way: more would cost no client anything. */
  function run(
    connection: Connection,
    operation: Operation,
    args: ExecutionArgs,
  ): RunningArgs | readonly GraphQLError[] {
    if (connection.running >= MAX_RUNNING) {
      return [tooManyRequests(`One socket takes ${MAX_RUNNING} queries and mutations at a time`)];
    }
    connection.running += 1;
    return { ...args, connection, operation };
  }

  async function begin(
    connection: Connection,
    operation: Operation,
    payload: SubscribePayload,
  ): Promise<RunningArgs | OpenedArgs | readonly GraphQLError[]> {
    const prepared = documents.prepare(payload.query);
    if (!('document' in prepared)) return prepared;
    shareText(payload, prepared.text);
    const args: ExecutionArgs = {
      schema,
      document: prepared.document,
      operationName: payload.operationName ?? null,
      variableValues: payload.variables ?? null,
      contextValue: connection.context,
    };
    const definition = getOperationAST(args.document, args.operationName);
    if (!definition) return [badInput('The document holds no operation of that name')];
    return definition.operation === 'subscription'
      ? open(connection, operation.id, args)
      : run(connection, operation, args);
  }

  return makeServer<ConnectionInitMessage['payload'], Connection>({
    onConnect: (context) => admit(context, options),
    onSubscribe: async ({ extra: connection }, id, payload) => {
      const operation = connection.begin(id);
      const begun = await begin(connection, operation, payload);
      if ('operation' in begun || connection.end(operation)) return begun;
      if ('opened' in begun) await begun.opened.return();
      return givenUp();
    },
    execute: async (args) => {
      const { connection, operation } = args as RunningArgs;
      try {
        const result = await execute(args);
        return connection.end(operation) ? result : givenUp();
      } finally {
        connection.running -= 1;
      }
    },
    subscribe: (args) => (args as OpenedArgs).opened,
    onNext: (_context, _id, _payload, _args, { data, errors, extensions }): FormattedExecutionResult => ({
      ...(errors && { errors: errors.map((error) => formatError(error as GraphQLError)) }),
      ...(data !== undefined && { data }),
      ...(extensions && { extensions }),
    }),
    onError: (_context, _id, _payload, errors) => errors.map((error) => formatError(error as GraphQLError)),
  });
}

/** Finds out who connects. Without a caller the socket is closed, with a code that says whether to come again. */
async function admit({ connectionParams, extra }: SocketContext, options: SocketOptions): Promise<boolean> {
  const given = connectionParams?.authorization ?? connectionParams?.Authorization ?? extra.authorization;
  extra.authorization = undefined;
  try {
    const caller = await options.authenticate(typeof given === 'string' ? bearerToken(given) : undefined);
    extra.context = options.contextOf(caller);
  } catch (error) {
    const [code, reason] = refusal(error);
    extra.webSocket.close(code, reason);
  }
  return true;
}

function refusal(error: unknown): readonly [code: number, reason: string] {
  if (!(error instanceof GraphQLError)) return [closeCodes.tryAgainLater, 'Internal server error'];
  if (error.extensions.reason === 'TOKEN_EXPIRED') return [closeCodes.tokenExpired, error.message];
  if (error.extensions.code === 'UNAUTHENTICATED') return [closeCodes.unauthorized, error.message];
  return [closeCodes.tryAgainLater, error.message];
}

/** graphql-ws keeps the payload for as long as the subscription lives: one text for all who sent the same. */
function shareText(payload: SubscribePayload, text: string): void {
  (payload as { query: string }).query = text;
}
