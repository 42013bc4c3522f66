import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import { appPolicy } from './content-policy.js';
import type { Readiness } from './readiness.js';
import { refusal } from './refusal.js';
import type { GraphQLOptions } from './serve-graphql.js';
import { serveGraphQL } from './serve-graphql.js';
import { serveWebFiles } from './web-files.js';

export interface HttpOptions extends GraphQLOptions {
  readonly readReadiness: () => Promise<Readiness>;
  readonly temporalUiUrl: string | null;
  readonly onlyTrustedDocuments: boolean;
}

/** Adds everything that is served over HTTP to the server. */
export async function addRoutes(server: FastifyInstance, options: HttpOptions): Promise<void> {
  server.setErrorHandler(
    (error: { readonly statusCode?: number; readonly message: string }, _request, reply) => {
      const status = error.statusCode ?? 500;
      const shown = status >= 500 ? options.formatError(error) : refusal(error.message, 'BAD_USER_INPUT');
      return reply.code(status).send({ errors: [shown] });
    },
  );
  server.addHook('onRequest', async (request, reply) => {
    if (options.sites.isAskedByName(request.raw)) return;
    return reply.code(421).send({ errors: [refusal('This server does not answer under that name')] });
  });
  await server.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: appPolicy },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    // For whoever has the certificate to say.
    strictTransportSecurity: false,
  });
  await server.register(async (scope) => {
    await allowOtherOrigins(scope, options);
    await compressAnswers(scope);
    await serveGraphQL(scope, options);
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
    const { hasTokens, isExplorable, onlyTrustedDocuments } = options;
    // Where tokens are asked for, an address of the inside is nothing to tell just anyone.
    const temporalUiUrl = hasTokens ? null : options.temporalUiUrl;
    return reply
      .header('cache-control', 'no-cache')
      .send({ temporalUiUrl, authRequired: hasTokens, explorable: isExplorable, onlyTrustedDocuments });
  });
  await serveWebFiles(server, options.isExplorable);
}

async function allowOtherOrigins(scope: FastifyInstance, { sites }: HttpOptions): Promise<void> {
  await scope.register(cors, {
    delegator: (request, callback) => {
      callback(null, {
        origin: sites.isFromOurPage(request.raw),
        methods: ['POST'],
        allowedHeaders: ['content-type', 'authorization'],
        maxAge: 86_400,
      });
    },
  });
}

/** Compressed lists take a tenth of their size. At a low level, since every answer is compressed for itself. */
async function compressAnswers(scope: FastifyInstance): Promise<void> {
  await scope.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: 1_024,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } },
    zlibOptions: { level: 4 },
    // Requests are small: a compressed body could unpack to a huge one.
    globalDecompression: false,
  });
}
