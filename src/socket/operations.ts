import type { ExecutionArgs, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { createSourceEventStream, GraphQLError, OperationTypeNode } from 'graphql';
import type { Authenticate } from '../auth/authenticate.js';
import { bearerToken } from '../auth/authenticate.js';
import type { Caller } from '../auth/caller.js';
import { rightsOf } from '../auth/permissions.js';
import { tooManyRequests } from '../errors/api-errors.js';
import type { RequestContext } from '../graphql/context.js';
import type { Documents } from '../limits/documents.js';
import type { Connection } from './connection.js';
import { closeCodes } from './connection.js';
import type { RunningOperation, SocketOperations } from './graphql-ws-adapter.js';
import { SharedExecutions } from './shared-executions.js';
import { SharedSubscription } from './shared-subscription.js';
import { SingleOperation } from './single-operation.js';

/** How many subscriptions one socket may have open, and how many queries and mutations under way. */
const MAX_SUBSCRIPTIONS = 1_000;
const MAX_RUNNING = 20;

export interface OperationOptions {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  /** The most bytes that a result may have. */
  readonly maxAnswerBytes: number;
  readonly authenticate: Authenticate;
  readonly contextOf: (caller: Caller) => RequestContext;
  /** What clients get to see of an error, the same as over HTTP. */
  readonly formatError: (error: GraphQLError) => GraphQLFormattedError;
}

/** Operations over sockets: queries and mutations one by one, subscriptions once for all who get the same result. */
export function createOperations(options: OperationOptions): SocketOperations {
  const { schema, documents, maxAnswerBytes, formatError } = options;
  const executions = new SharedExecutions({ maxAnswerBytes, formatError });

  async function open(
    connection: Connection,
    id: string,
    args: ExecutionArgs,
    { caller }: RequestContext,
  ): Promise<RunningOperation | readonly GraphQLError[]> {
    const source = await createSourceEventStream(args);
    if ('errors' in source) return source.errors as readonly GraphQLError[];
    const stream = (source as AsyncIterable<object>)[Symbol.asyncIterator]();
    if (connection.subscriptions >= MAX_SUBSCRIPTIONS) {
      await stream.return?.();
      return [tooManyRequests(`One socket takes ${MAX_SUBSCRIPTIONS} subscriptions at a time`)];
    }
    const execution = executions.open(args, rightsOf(caller));
    return new SharedSubscription(stream, connection, id, executions, execution);
  }

  /** What a query answers is held until it is sent, so few may be under way: more would cost no client anything. */
  function run(
    connection: Connection,
    id: string,
    args: ExecutionArgs,
    cost: number,
  ): RunningOperation | readonly GraphQLError[] {
    if (connection.running >= MAX_RUNNING) {
      return [tooManyRequests(`One socket takes ${MAX_RUNNING} queries and mutations at a time`)];
    }
    return new SingleOperation(connection, id, args, cost, { maxAnswerBytes, formatError });
  }

  return {
    schema,
    formatError,
    admit: (connection, params) => admit(connection, params, options),
    async begin(connection, id, payload) {
      const { context } = connection;
      if (!context) throw new Error('An operation came before its caller was known');
      const operation = documents.prepare(payload);
      if (!('prepared' in operation)) return operation;
      const { document } = operation.prepared;
      const operationName = payload.operationName ?? null;
      const args: ExecutionArgs = {
        schema,
        document,
        operationName,
        variableValues: operation.variables,
        contextValue: context,
      };
      const running =
        operation.definition.operation === OperationTypeNode.SUBSCRIPTION
          ? await open(connection, id, args, context)
          : run(connection, id, args, operation.cost);
      return 'run' in running ? { document, operationName, running } : running;
    },
  };
}

/** Without a caller the socket is closed, with a code that says whether to come again. */
async function admit(
  connection: Connection,
  params: Readonly<Record<string, unknown>> | null | undefined,
  { authenticate, contextOf }: OperationOptions,
): Promise<void> {
  const given = params?.authorization ?? params?.Authorization ?? connection.authorization;
  connection.authorization = undefined;
  try {
    const caller = await authenticate(typeof given === 'string' ? bearerToken(given) : undefined);
    connection.context = contextOf(caller);
  } catch (error) {
    const [code, reason] = refusal(error);
    connection.webSocket.close(code, reason);
  }
}

function refusal(error: unknown): readonly [code: number, reason: string] {
  if (!(error instanceof GraphQLError)) return [closeCodes.tryAgainLater, 'Internal server error'];
  if (error.extensions.reason === 'TOKEN_EXPIRED') return [closeCodes.tokenExpired, error.message];
  if (error.extensions.code === 'UNAUTHENTICATED') return [closeCodes.unauthorized, error.message];
  return [closeCodes.tryAgainLater, error.message];
}
