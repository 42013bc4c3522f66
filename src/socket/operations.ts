import type { ExecutionArgs } from 'graphql';
import { createSourceEventStream, GraphQLError, OperationTypeNode } from 'graphql';
import { bearerToken } from '../auth/authenticate.js';
import { rightsOf } from '../auth/permissions.js';
import { tooManyRequests } from '../errors/api-errors.js';
import type { Gate } from '../graphql/gate.js';
import type { PreparedOperation } from '../limits/documents.js';
import { observeOperation } from '../metrics/observe-operation.js';
import type { RequestContext } from '../resolvers/context.js';
import type { Connection } from './connection.js';
import { closeCodes } from './connection.js';
import type { RunningOperation, SocketOperations } from './graphql-ws-adapter.js';
import { SharedExecutions } from './shared-executions.js';
import { sharedSubscription } from './shared-subscription.js';
import { singleOperation } from './single-operation.js';
import { SocketBudget } from './socket-budget.js';

/** How many queries and mutations one socket may have under way. */
const MAX_RUNNING = 20;
/** After how many seconds a client with too many of them may try again. */
const RETRY_AFTER = 1;

/** Operations over sockets. Subscriptions with equal results are executed once for all of them. */
export function createOperations(options: Gate): SocketOperations {
  const { schema, documents, budgets, limits } = options;
  const formatError = (error: GraphQLError) => options.formatError(error, 'websocket');
  const shown = { maxAnswerBytes: limits.LIMIT_ANSWER_BYTES, formatError };
  const executions = new SharedExecutions(shown);

  async function open(
    connection: Connection,
    id: string,
    args: ExecutionArgs,
    { caller }: RequestContext,
    release: () => void,
  ): Promise<RunningOperation | readonly GraphQLError[]> {
    const source = await createSourceEventStream(args);
    if ('errors' in source) return source.errors as readonly GraphQLError[];
    return sharedSubscription({
      source: (source as AsyncIterable<object>)[Symbol.asyncIterator](),
      connection,
      id,
      executions,
      execution: executions.open(args, rightsOf(caller)),
      release,
    });
  }

  /** An answer is kept until the client reads it, so only a few may be under way. */
  function run(
    connection: Connection,
    id: string,
    args: ExecutionArgs,
    operation: PreparedOperation,
    { caller }: RequestContext,
    release: () => void,
  ): RunningOperation {
    if (connection.running >= MAX_RUNNING) {
      throw tooManyRequests(`A socket may run ${MAX_RUNNING} queries and mutations at a time`, RETRY_AFTER);
    }
    return singleOperation({
      connection,
      id,
      args,
      cost: operation.cost,
      options: shown,
      release,
      inTurn: (answer) =>
        observeOperation(options, 'websocket', operation, () => budgets.inTurn(caller, answer)),
      makeInTurn: (make) => budgets.make(caller, operation, make),
      payForAnswer: (bytes) => budgets.payForAnswer(caller, bytes),
    });
  }

  return {
    schema,
    formatError,
    admit: (connection, params) => admit(connection, params, options),
    async begin(connection, id, payload) {
      const { session } = connection;
      if (!session) throw new Error('An operation came before its caller was known');
      const { context, budget } = session;
      const operation = documents.prepare(payload, (price) => budgets.pay(context.caller, price));
      if (!('prepared' in operation)) return operation;
      const { prepared, variables, list } = operation;
      const { document } = prepared;
      const operationName = payload.operationName ?? null;
      const args: ExecutionArgs = {
        schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: context,
      };
      const isSubscription = operation.definition.operation === OperationTypeNode.SUBSCRIPTION;
      const forget = budget.keep({ id, variables, prepared });
      let release = forget;
      try {
        if (isSubscription) {
          const unsubscribe = budget.subscribe(list);
          release = () => {
            unsubscribe();
            forget();
          };
        }
        const running = isSubscription
          ? await observeOperation(options, 'websocket', operation, () =>
              open(connection, id, args, context, release),
            )
          : run(connection, id, args, operation, context, release);
        if ('run' in running) return { document, operationName, running };
        release();
        return running;
      } catch (error) {
        release();
        throw error;
      }
    },
  };
}

/** Authenticates the caller, or closes the socket with a code that says whether to connect again. */
async function admit(
  connection: Connection,
  params: Readonly<Record<string, unknown>> | null | undefined,
  { authenticate, contextOf, budgets, limits }: Gate,
): Promise<void> {
  const given = params?.authorization ?? params?.Authorization ?? connection.authorization;
  connection.authorization = undefined;
  try {
    const caller = await authenticate(typeof given === 'string' ? bearerToken(given) : undefined);
    if (!connection.isOpen) return;
    const budget = budgets.of(caller);
    if (!budget.sockets.take()) {
      connection.webSocket.close(closeCodes.tryAgainLater, 'The caller has too many sockets');
      return;
    }
    connection.webSocket.once('close', () => {
      budget.sockets.give();
      budgets.release(caller);
    });
    connection.session = {
      context: contextOf(caller),
      budget: new SocketBudget(limits, budget),
      hold: (bytes, giveUp) => budgets.hold(caller, bytes, giveUp),
      payForMessage: (bytes) => Number(budgets.payForMessage(caller, bytes)?.extensions.retryAfter ?? 0),
    };
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
