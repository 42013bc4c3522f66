import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { bearerToken } from '../auth/authenticate.js';
import type { Caller } from '../auth/caller.js';
import { forbidden } from '../errors/api-errors.js';
import type { Gate } from '../graphql/gate.js';
import type { Sites } from './origin.js';

interface Door extends Pick<Gate, 'authenticate' | 'formatError'> {
  readonly sites: Sites;
}

/** Who is let in, or what it is answered. */
export type Admission =
  | { readonly caller: Caller }
  | { readonly status: 401 | 403 | 503; readonly error: GraphQLFormattedError };

/** Decides by origin and token, before the body is read: it may be large and slow. */
export async function admit(
  { authenticate, sites, formatError }: Door,
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
    return { caller: await authenticate(bearerToken(request.headers.authorization)) };
  } catch (error) {
    const shown = formatError(error, 'http');
    if (shown.extensions?.code !== 'UNAUTHENTICATED') return { status: 503, error: shown };
    void reply.header('www-authenticate', 'Bearer');
    return { status: 401, error: shown };
  }
}
