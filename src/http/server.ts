import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import Fastify, { LogController } from 'fastify';
import type { LogSettings } from '../../runtime/log/log-options.js';
import { logOptions } from '../../runtime/log/log-options.js';
import type { Tracing } from '../../runtime/tracing/tracing.js';
import { noTracing } from '../../runtime/tracing/tracing.js';
import type { Limits } from '../limits/limits.js';
import { refusal } from './refusal.js';

/** The largest body of a request, in bytes: many times the largest order. */
export const BODY_LIMIT = 256 * 1024;

/** How often connections are looked at for being late, in milliseconds. */
const CHECK_EVERY = 1_000;

export type HttpLimits = Pick<Limits, 'LIMIT_CONNECTIONS' | 'LIMIT_REQUEST_SECONDS' | 'LIMIT_ANSWER_SECONDS'>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route itself ends answers that nobody reads. */
    readonly isPaced?: boolean;
  }
}

/** An HTTP server without its routes; its logger is the process's. */
export function createHttpServer(
  settings: LogSettings & HttpLimits,
  {
    bodyLimit = BODY_LIMIT,
    tracing = noTracing,
  }: { readonly bodyLimit?: number; readonly tracing?: Tracing } = {},
): FastifyInstance {
  const toSend = 1_000 * settings.LIMIT_REQUEST_SECONDS;
  const server = Fastify({
    logger: logOptions(settings, tracing),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    requestTimeout: toSend,
    // Node holds the first against the second before Fastify sets it.
    http: { requestTimeout: toSend, headersTimeout: toSend, connectionsCheckingInterval: CHECK_EVERY },
    // While it closes, what comes on open connections is answered, with Connection: close. A client that is refused would send
    // its request again on another connection to this same process.
    return503OnClosing: false,
    // No hook runs for a path that cannot be decoded, and Fastify's answer would repeat it.
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      const errors = [refusal('The address cannot be read', 'BAD_USER_INPUT')];
      void reply.code(400).header('x-content-type-options', 'nosniff').send({ errors });
    },
  });
  server.server.maxConnections = settings.LIMIT_CONNECTIONS;
  takeOneAtATime(server);
  endLateReaders(server, 1_000 * settings.LIMIT_ANSWER_SECONDS);
  return server;
}

/** Fastify, compression and our own hooks wait for the end of each response, a dozen together: no leak. */
const MAX_LISTENERS = 30;

/** Node executes all requests that are sent without waiting for answers, and holds the answers. No browser does that. */
function takeOneAtATime(server: FastifyInstance): void {
  const busy = new WeakSet<Socket>();
  server.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw;
    if (busy.has(socket)) {
      reply.hijack();
      socket.destroy();
      return;
    }
    busy.add(socket);
    reply.raw.setMaxListeners(MAX_LISTENERS);
    reply.raw.once('close', () => busy.delete(socket));
    done();
  });
}

/** An answer is held until it is read: not for good. */
function endLateReaders(server: FastifyInstance, milliseconds: number): void {
  server.addHook('onSend', async ({ routeOptions }, { raw }, payload) => {
    if (routeOptions.config.isPaced) return payload;
    const late = setTimeout(() => raw.destroy(), milliseconds);
    raw.once('close', () => clearTimeout(late));
    return payload;
  });
}
