import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Probes } from '../../runtime/probes/probes.js';
import { answerProbe, probePaths } from '../../runtime/probes/probes.js';
import { appPolicy } from './content-policy.js';
import { serveExports } from './export/serve-exports.js';
import { refusal } from './refusal.js';
import type { GraphQLOptions } from './serve-graphql.js';
import { serveGraphQL } from './serve-graphql.js';
import { sendNotFound, serveWebFiles } from './web-files.js';

export interface HttpOptions extends GraphQLOptions {
  /** Served here; null when they have a listener of their own, or none. */
  readonly probes: Probes | null;
  readonly temporalUiUrl: string | null;
  /** Whether an order can be shared with a tracking link. */
  readonly hasTrackingLinks: boolean;
  readonly onlyTrustedDocuments: boolean;
}

/** Adds everything that is served over HTTP to the server. */
export async function addRoutes(server: FastifyInstance, options: HttpOptions): Promise<void> {
  server.setErrorHandler(
    (error: { readonly statusCode?: number; readonly message: string }, _request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) return reply.code(status).send({ errors: [options.formatError(error, 'http')] });
      options.metrics.countError('http', 'BAD_USER_INPUT');
      return reply.code(status).send({ errors: [refusal(error.message, 'BAD_USER_INPUT')] });
    },
  );
  server.addHook('onRequest', async (request, reply) => {
    if (options.sites.isAskedByName(request.raw)) return;
    return reply.code(421).send({ errors: [refusal('This server does not answer under that name')] });
  });
  // A path that takes no body has none read, or whoever has no token could fill the memory with them.
  server.addHook('onRequest', async ({ is404, method }, reply) => {
    if (!is404 || method === 'GET' || method === 'HEAD') return;
    return sendNotFound(reply);
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
    await serveExports(scope, options);
  });
  if (options.probes !== null) addProbes(server, options.probes);
  server.get('/config.json', (_request, reply) => {
    const { hasTokens, isExplorable, hasTrackingLinks, onlyTrustedDocuments } = options;
    // Where tokens are asked for, an address of the inside is nothing to tell just anyone.
    const temporalUiUrl = hasTokens ? null : options.temporalUiUrl;
    return reply.header('cache-control', 'no-cache').send({
      temporalUiUrl,
      authRequired: hasTokens,
      explorable: isExplorable,
      trackingLinks: hasTrackingLinks,
      onlyTrustedDocuments,
    });
  });
  await serveWebFiles(server, options.isExplorable);
}

function addProbes(server: FastifyInstance, probes: Probes): void {
  for (const path of probePaths) {
    server.get(path, async (_request, reply) => {
      const answer = await answerProbe(path, probes);
      if (answer === null) return reply.callNotFound();
      return reply.code(answer.status).type(answer.type).send(answer.body);
    });
  }
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
