import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Authenticate } from '../auth/authenticate.js';
import { bearerToken } from '../auth/authenticate.js';
import type { Caller } from '../auth/caller.js';
import { answerTooLarge } from '../errors/api-errors.js';
import type { errorPresenter } from '../graphql/present-error.js';
import { refuseSubscriptions } from '../graphql/refuse-subscriptions.js';
import type { HttpContext } from '../graphql/show-cost.js';
import { showCost } from '../graphql/show-cost.js';
import type { CallerBudgets } from '../limits/caller-budgets.js';
import type { Documents } from '../limits/documents.js';
import type { Limits } from '../limits/limits.js';
import type { RequestContext } from '../resolvers/context.js';
import { examineRequest } from './examine-request.js';
import type { Metrics } from './metrics.js';
import { comesFromHere } from './origin.js';
import { sendPlayground, wantsPage } from './web-files.js';

export interface GraphQLOptions {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly limits: Limits;
  readonly budgets: CallerBudgets;
  readonly authenticate: Authenticate;
  readonly contextOf: (caller: Caller) => RequestContext;
  readonly formatError: ReturnType<typeof errorPresenter>;
  readonly metrics: Metrics;
  /** Whether tokens are required. Without them, pages of other origins are refused. */
  readonly hasTokens: boolean;
}

/** Serves queries and mutations over HTTP. */
export async function serveGraphQL(server: FastifyInstance, options: GraphQLOptions): Promise<void> {
  const maxAnswerBytes = options.limits.LIMIT_ANSWER_BYTES;
  const contexts = new WeakMap<FastifyRequest, Promise<HttpContext>>();
  const apollo = new ApolloServer<HttpContext>({
    schema: options.schema,
    // Documents are validated before, by the same rules and limits for both transports.
    dangerouslyDisableValidation: true,
    introspection: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (_formatted, error) => options.formatError(error),
    plugins: [
      options.metrics.plugin,
      refuseSubscriptions,
      showCost,
      // Unused here, and it would wrap every field.
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
  await apollo.start();
  const handle = fastifyApolloHandler(apollo, {
    context: (request: FastifyRequest) => contexts.get(request) as Promise<HttpContext>,
  });
  server.post('/graphql', async (request, reply) => {
    if (!options.hasTokens && !comesFromHere(request.raw)) {
      const message = 'Pages of other sites may not use this API';
      return reply.code(403).send({ errors: [{ message, extensions: { code: 'FORBIDDEN' } }] });
    }
    const asked = options
      .authenticate(bearerToken(request.headers.authorization))
      .then((caller): HttpContext => ({ ...options.contextOf(caller), cost: null }));
    contexts.set(request, asked);
    // Apollo reports a refused caller: it awaits the same context.
    const context = await asked.catch(() => null);
    if (context) {
      const examined = examineRequest(options.documents, options.budgets, context.caller, request.body);
      if ('refusals' in examined) {
        const errors = examined.refusals.map(options.formatError);
        options.metrics.countErrors(errors);
        const retryAfter = errors.find(({ extensions }) => extensions?.retryAfter !== undefined)?.extensions
          ?.retryAfter;
        if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
        return reply
          .code(retryAfter === undefined ? 400 : 429)
          .type(answerType(request.headers.accept))
          .send(JSON.stringify({ errors }));
      }
      context.cost = examined.cost;
    }
    return handle.call(server, request, reply);
  });
  server.addHook('onSend', async (_request, reply, payload) => {
    if (typeof payload !== 'string' || Buffer.byteLength(payload) <= maxAnswerBytes) return payload;
    void reply.code(400);
    return JSON.stringify({ errors: [options.formatError(answerTooLarge(maxAnswerBytes))] });
  });
  server.get('/graphql', (request, reply) => {
    if (wantsPage(request.headers.accept)) return sendPlayground(reply);
    const message = 'Send operations by POST, or subscribe over WebSocket (graphql-transport-ws)';
    return reply
      .code(405)
      .header('allow', 'POST')
      .send({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
  });
  server.addHook('onClose', () => apollo.stop());
}

/** The media type of an answer, by the GraphQL over HTTP specification. */
function answerType(accept = ''): string {
  const isPlain = accept === '' || /application\/(json|\*)|\*\/\*/.test(accept);
  return `application/${isPlain ? 'json' : 'graphql-response+json'}; charset=utf-8`;
}
