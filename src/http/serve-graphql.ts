import type { IncomingHttpHeaders } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import type { TraceCarrier } from '../../runtime/tracing/tracing.js';
import type { Caller } from '../auth/caller.js';
import { answerTooLarge } from '../errors/api-errors.js';
import type { Gate } from '../graphql/gate.js';
import { refuseSubscriptions } from '../graphql/refuse-subscriptions.js';
import type { HttpContext } from '../graphql/show-cost.js';
import { showCost } from '../graphql/show-cost.js';
import type { CallerBudgets } from '../limits/caller-budgets.js';
import { tooMuchUnread } from '../limits/caller-budgets.js';
import { observeOperation } from '../metrics/observe-operation.js';
import { admit } from './admit.js';
import { playgroundPolicy } from './content-policy.js';
import { examineRequest } from './examine-request.js';
import type { Sites } from './origin.js';
import { refusal } from './refusal.js';
import { sendPlayground, wantsPage } from './web-files.js';

export interface GraphQLOptions extends Gate {
  readonly sites: Sites;
  /** Whether the Playground is served. */
  readonly isExplorable: boolean;
  /** Whether tokens are asked for: not in the embedded default. */
  readonly hasTokens: boolean;
}

/** Serves queries and mutations over HTTP. */
export async function serveGraphQL(server: FastifyInstance, options: GraphQLOptions): Promise<void> {
  const maxAnswerBytes = options.limits.LIMIT_ANSWER_BYTES;
  const formatError = (error: unknown) => options.formatError(error, 'http');
  const contexts = new WeakMap<FastifyRequest, HttpContext>();
  const apollo = new ApolloServer<HttpContext>({
    schema: options.schema,
    // Documents are validated before, by the same rules and limits for both transports.
    dangerouslyDisableValidation: true,
    // The documents' rules say whether.
    introspection: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (_formatted, error) => formatError(error),
    plugins: [
      refuseSubscriptions,
      showCost,
      // Unused here, and it would wrap every field.
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
  await apollo.start();
  const handle = fastifyApolloHandler(apollo, {
    context: async (request: FastifyRequest) => contexts.get(request) as HttpContext,
  });
  const letIn = async (request: FastifyRequest, reply: FastifyReply) => {
    const admission = await admit(options, request, reply);
    if ('caller' in admission) {
      contexts.set(request, { ...options.contextOf(admission.caller), cost: null });
      return;
    }
    return refuse(request, reply, admission.status, [admission.error]);
  };
  const refuse = (
    { headers: { accept } }: FastifyRequest,
    reply: FastifyReply,
    status: number,
    errors: readonly GraphQLFormattedError[],
  ): FastifyReply => {
    return reply.code(status).type(answerType(accept)).send(JSON.stringify({ errors }));
  };
  const refuseOperation = (
    request: FastifyRequest,
    reply: FastifyReply,
    refusals: readonly GraphQLError[],
  ): FastifyReply => {
    const errors = refusals.map(formatError);
    const retryAfter = errors.find(({ extensions }) => extensions?.retryAfter !== undefined)?.extensions
      ?.retryAfter;
    if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
    return refuse(request, reply, retryAfter === undefined ? 400 : 429, errors);
  };
  server.post('/graphql', { onRequest: letIn }, async (request, reply) => {
    const context = contexts.get(request) as HttpContext;
    const examined = examineRequest(options.documents, options.budgets, context.caller, request.body);
    if (examined !== null && 'refusals' in examined) {
      return refuseOperation(request, reply, examined.refusals);
    }
    if (examined !== null) {
      context.cost = examined.cost;
      // A document that was named by its id, as Apollo takes it.
      Object.assign(request.body as object, { query: examined.prepared.text });
    }
    const answer = () =>
      options.budgets.inTurn(context.caller, async () => {
        // Resolves when the answer is read, or given up.
        const make = async () => handle.call(server, request, reply);
        await reply.send(
          await (examined === null ? make() : options.budgets.make(context.caller, examined, make)),
        );
      });
    try {
      if (examined === null) await answer();
      else await observeOperation(options, 'http', examined, answer, carrierIn(request.headers));
      return reply;
    } catch (error) {
      if (error instanceof GraphQLError) return refuseOperation(request, reply, [error]);
      throw error;
    }
  });
  server.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string') return payload;
    const bytes = Buffer.byteLength(payload);
    const context = contexts.get(request);
    if (context) options.budgets.payForAnswer(context.caller, bytes);
    const problem =
      bytes > maxAnswerBytes
        ? answerTooLarge(maxAnswerBytes)
        : context && holdUntilRead(options.budgets, context.caller, bytes, reply);
    if (!problem) return payload;
    void reply.code(problem.extensions.retryAfter === undefined ? 400 : 429);
    return JSON.stringify({ errors: [formatError(problem)] });
  });
  server.get(
    '/graphql',
    { helmet: { contentSecurityPolicy: { directives: playgroundPolicy, useDefaults: false } } },
    (request, reply) => {
      if (options.isExplorable && wantsPage(request.headers.accept)) return sendPlayground(reply);
      const message = 'Send operations by POST, or subscribe over WebSocket (graphql-transport-ws)';
      return reply
        .code(405)
        .header('allow', 'POST')
        .send({ errors: [refusal(message, 'BAD_USER_INPUT')] });
    },
  );
  server.addHook('onClose', () => apollo.stop());
}

/** Counts the answer to what its caller has yet to read, for as long as it is held for the caller. */
function holdUntilRead(
  budgets: CallerBudgets,
  caller: Caller,
  bytes: number,
  { raw }: FastifyReply,
): GraphQLError | null {
  if (!budgets.of(caller).unread.hasRoomFor(bytes)) return tooMuchUnread();
  raw.once(
    'close',
    budgets.hold(caller, bytes, () => raw.destroy()),
  );
  return null;
}

/** The span that the request says caused it. */
function carrierIn({ traceparent, tracestate }: IncomingHttpHeaders): TraceCarrier | undefined {
  if (typeof traceparent !== 'string') return undefined;
  return { traceparent, ...(typeof tracestate === 'string' && { tracestate }) };
}

/** The media type of an answer, as GraphQL over HTTP has it. */
function answerType(accept = ''): string {
  const isPlain = accept === '' || /application\/(json|\*)|\*\/\*/.test(accept);
  return `application/${isPlain ? 'json' : 'graphql-response+json'}; charset=utf-8`;
}
