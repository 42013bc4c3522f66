import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { bearerToken } from '../auth/authenticate.js';
import type { Caller } from '../auth/caller.js';
import { forbidden } from '../errors/api-errors.js';
import type { Gate } from '../graphql/gate.js';
import type { Sites } from './origin.js';
import { BODY_LIMIT } from './server.js';

interface Door extends Pick<Gate, 'authenticate' | 'budgets' | 'formatError'> {
  readonly sites: Sites;
}

/** Who is let in, or what it is answered. */
export type Admission =
  | { readonly caller: Caller }
  | { readonly status: 401 | 403 | 429 | 503; readonly error: GraphQLFormattedError };

/** Decides by origin, token and what the caller has left, before the body is read: it may be large and slow. */
export async function admit(
  { authenticate, budgets, sites, formatError }: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Admission> {
  if (!sites.isFromOurPage(request.raw)) {
    return {
      status: 403,
      error: formatError(forbidden('Pages of other sites may not use this API'), 'http'),
    };
  }
  try {
    const caller = await authenticate(bearerToken(request.headers.authorization));
    const refusal = budgets.payForRequest(caller, bodySize(request));
    if (refusal === null) return { caller };
    void reply.header('retry-after', String(refusal.extensions.retryAfter));
    return { status: 429, error: formatError(refusal, 'http') };
  } catch (error) {
    const shown = formatError(error, 'http');
    if (shown.extensions?.code !== 'UNAUTHENTICATED') return { status: 503, error: shown };
    void reply.header('www-authenticate', 'Bearer');
    return { status: 401, error: shown };
  }
}

/** The size of its body, in bytes; if the request does not say, the largest that is accepted. */
function bodySize({ headers }: FastifyRequest): number {
  const told =
    headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : BODY_LIMIT;
  return Math.min(told, BODY_LIMIT);
}
