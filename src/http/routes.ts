import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Authenticate } from '../auth/authenticate.js';
import { bearerToken } from '../auth/authenticate.js';
import type { Caller } from '../auth/caller.js';
import type { ErrorCode } from '../errors/api-errors.js';
import type { RequestContext } from '../graphql/context.js';
import type { errorPresenter } from '../graphql/present-error.js';
import { refuseSubscriptions } from '../graphql/refuse-subscriptions.js';
import { maxTokens, validationRules } from '../limits/document-limits.js';
import type { Metrics } from './metrics.js';
import { comesFromHere } from './origin.js';
import type { Readiness } from './readiness.js';
import { sendPlayground, serveWebFiles, wantsPage } from './web-files.js';

export interface HttpOptions {
  readonly schema: GraphQLSchema;
  readonly authenticate: Authenticate;
  readonly contextOf: (caller: Caller) => RequestContext;
  readonly formatError: ReturnType<typeof errorPresenter>;
  readonly metrics: Metrics;
  readonly readReadiness: () => Promise<Readiness>;
  /** Whether tokens are asked for. Without, pages of other sites are kept out by where they come from. */
  readonly hasTokens: boolean;
  readonly temporalUiUrl: string | null;
}

/** Puts everything that is served over HTTP on the server. */
export async function addRoutes(server: FastifyInstance, options: HttpOptions): Promise<void> {
  server.setErrorHandler(
    (error: { readonly statusCode?: number; readonly message: string }, request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) request.log.error({ err: error }, 'A request met a fault');
      const message = status >= 500 ? 'Something went wrong here. It is in the log.' : error.message;
      const code: ErrorCode = status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT';
      return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
    },
  );
  await server.register(async (scope) => {
    await allowOtherOrigins(scope, options);
    await addGraphQL(scope, options);
  });
  server.get('/healthz', () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const readiness = await options.readReadiness();
    const ready = Object.values(readiness).every(Boolean);
    return reply.code(ready ? 200 : 503).send({ ready, ...readiness });
  });
  server.get('/metrics', async (_request, reply) => {
    const { registry } = options.metrics;
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  server.get('/config.json', (_request, reply) => {
    const { hasTokens } = options;
    // Where tokens are asked for, an address of the inside is nothing to tell just anyone.
    const temporalUiUrl = hasTokens ? null : options.temporalUiUrl;
    return reply.header('cache-control', 'no-cache').send({ temporalUiUrl, authRequired: hasTokens });
  });
  await serveWebFiles(server);
}

/**
 * A page of any origin may call with a token, which no browser adds by itself; where none is asked for, only pages
 * of this machine may.
 */
async function allowOtherOrigins(scope: FastifyInstance, { hasTokens }: HttpOptions): Promise<void> {
  await scope.register(cors, {
    delegator: (request, callback) => {
      const origin = hasTokens || comesFromHere(request.raw);
      callback(null, {
        origin,
        methods: ['POST'],
        allowedHeaders: ['content-type', 'authorization'],
        maxAge: 86_400,
      });
    },
  });
}

async function addGraphQL(server: FastifyInstance, options: HttpOptions): Promise<void> {
  const apollo = new ApolloServer<RequestContext>({
    schema: options.schema,
    validationRules: [...validationRules],
    parseOptions: { maxTokens },
    introspection: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (_formatted, error) => options.formatError(error),
    // Its hints are nobody's here, and would wrap every field.
    plugins: [options.metrics.plugin, refuseSubscriptions, ApolloServerPluginCacheControlDisabled()],
  });
  await apollo.start();
  const handle = fastifyApolloHandler(apollo, {
    context: async (request: FastifyRequest) =>
      options.contextOf(await options.authenticate(bearerToken(request.headers.authorization))),
  });
  server.post('/graphql', (request, reply) => {
    if (options.hasTokens || comesFromHere(request.raw)) return handle.call(server, request, reply);
    const message = 'Pages of other sites may not use this API';
    return reply.code(403).send({ errors: [{ message, extensions: { code: 'FORBIDDEN' } }] });
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
