import type { FastifyInstance } from 'fastify';
import Fastify, { LogController } from 'fastify';

/** The largest body of a request, in bytes: many times the largest order. */
const BODY_LIMIT = 256 * 1024;

/** The HTTP server without its routes. Its logger is the log of the process. */
export function createHttpServer(logLevel: string): FastifyInstance {
  return Fastify({
    logger: { level: logLevel, redact: ['req.headers.authorization'] },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    return503OnClosing: true,
  });
}
