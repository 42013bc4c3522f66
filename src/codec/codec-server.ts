import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import type { LogSettings } from '../../runtime/log/log-options.js';
import type { PayloadEncryption } from '../../runtime/temporal/payload-encryption.js';
import { UnknownKeyError } from '../../runtime/temporal/payload-encryption.js';
import type { Authenticate } from '../auth/authenticate.js';
import { bearerToken } from '../auth/authenticate.js';
import { mayReadHistories } from '../auth/permissions.js';
import { forbidden } from '../errors/api-errors.js';
import type { Sites } from '../http/origin.js';
import type { HttpLimits } from '../http/server.js';
import { createHttpServer } from '../http/server.js';
import type { PayloadJson } from './payload-json.js';
import { payloadJsonOf, payloadOf, payloadsSchema } from './payload-json.js';

/** Temporal takes payloads of two megabytes, which base64 makes longer. */
const BODY_LIMIT = 8 * 1024 * 1024;

/** Operators look at one workflow at a time. */
const limits: HttpLimits = { LIMIT_CONNECTIONS: 200, LIMIT_REQUEST_SECONDS: 30, LIMIT_ANSWER_SECONDS: 30 };

export interface CodecServerOptions {
  readonly encryption: PayloadEncryption;
  readonly authenticate: Authenticate;
  /** Under which names it may be asked. */
  readonly sites: Pick<Sites, 'isAskedByName'>;
  /** Where Temporal's web UI is; its pages, and no others, may call. */
  readonly uiUrl: URL | undefined;
  readonly log: LogSettings;
}

interface Body {
  readonly payloads: readonly PayloadJson[];
}

/** Decrypts and encrypts payloads for Temporal's web UI and `temporal` CLI, as their codec protocol says. */
export async function createCodecServer(options: CodecServerOptions): Promise<FastifyInstance> {
  const { encryption, authenticate, sites, uiUrl, log } = options;
  const server = createHttpServer({ ...log, ...limits }, { bodyLimit: BODY_LIMIT });
  server.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) request.log.error({ err: error }, 'A request met an error');
    const isOurs = status >= 500 && !(error instanceof GraphQLError);
    const message = isOurs ? 'Something went wrong here. It is in the log.' : (error as Error).message;
    return reply.code(status).send({ message });
  });
  await server.register(cors, { origin: uiUrl?.origin ?? false, methods: ['POST'], maxAge: 86_400 });
  // Before the body is read.
  server.addHook('onRequest', async ({ raw, headers }, reply) => {
    if (!sites.isAskedByName(raw)) {
      return reply.code(421).send({ message: 'This server does not answer under that name' });
    }
    const caller = await authenticate(bearerToken(headers.authorization));
    if (!mayReadHistories(caller)) throw forbidden('Only operators may read what Temporal keeps');
    return undefined;
  });
  const route = { schema: { body: payloadsSchema } };
  for (const way of ['decode', 'encode'] as const) {
    server.post<{ Body: Body }>(`/${way}`, route, async ({ body }) => {
      const payloads = await encryption[way](body.payloads.map(payloadOf));
      return { payloads: payloads.map(payloadJsonOf) };
    });
  }
  return server;
}

function statusOf(error: unknown): number {
  if (error instanceof UnknownKeyError) return 422;
  if (!(error instanceof GraphQLError)) return (error as { readonly statusCode?: number }).statusCode ?? 500;
  switch (error.extensions.code) {
    case 'UNAUTHENTICATED':
      return 401;
    case 'FORBIDDEN':
      return 403;
    default:
      return 503;
  }
}
