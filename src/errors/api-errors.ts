import type { ASTNode } from 'graphql';
import { GraphQLError } from 'graphql';

/** What clients see of an error of this system. */
const INTERNAL_ERROR = 'Something went wrong. The details are in the log of the API.';

/** The codes of top-level errors. A mutation that a rule refuses is a user error in the payload, never one of these. */
export const errorCodes = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'CHANGE_MARK_EXPIRED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'UNAVAILABLE',
  'TOO_MANY_REQUESTS',
  'QUERY_TOO_COSTLY',
  'UNTRUSTED_DOCUMENT',
  'INTERNAL_SERVER_ERROR',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** An invalid argument: a page size out of range, a malformed cursor. */
export function badInput(message: string): GraphQLError {
  return coded(message, 'BAD_USER_INPUT');
}

/** A change mark from before the database was restored or replaced: the client must read the whole list. */
export function changeMarkExpired(): GraphQLError {
  return coded(
    'The mark is from another database, or from before it was restored: read the whole list',
    'CHANGE_MARK_EXPIRED',
  );
}

/** A request that this transport does not serve. */
export function badRequest(message: string): GraphQLError {
  return coded(message, 'BAD_USER_INPUT', { http: { status: 400 } });
}

/** No token, or an invalid one. */
export function unauthenticated(message: string): GraphQLError {
  return coded(message, 'UNAUTHENTICATED', { http: { status: 401 } });
}

/** A token that was valid once: the client may connect again with a new one. */
export function tokenExpired(message = 'The token has expired'): GraphQLError {
  return coded(message, 'UNAUTHENTICATED', { reason: 'TOKEN_EXPIRED', http: { status: 401 } });
}

export function forbidden(message: string): GraphQLError {
  return coded(message, 'FORBIDDEN');
}

/** The subscribed object does not exist, or the caller may not see it. */
export function notFound(message: string): GraphQLError {
  return coded(message, 'NOT_FOUND');
}

/** A service that this needs cannot be reached for now: the client may ask again. */
export function unavailable(message: string): GraphQLError {
  return coded(message, 'UNAVAILABLE');
}

/**
 * A caller asks for more than its share.
 *
 * @param retryAfter after how many seconds it may try again
 */
export function tooManyRequests(message: string, retryAfter: number): GraphQLError {
  return coded(message, 'TOO_MANY_REQUESTS', { retryAfter: Math.max(1, Math.ceil(retryAfter)) });
}

/** A document or answer beyond what one operation may cost: asking again does not help. */
export function tooCostly(message: string, node?: ASTNode): GraphQLError {
  return coded(message, 'QUERY_TOO_COSTLY', {}, node);
}

/** A document that is not among those that this API takes: asking again does not help, a newer page may. */
export function untrustedDocument(message: string): GraphQLError {
  return coded(message, 'UNTRUSTED_DOCUMENT');
}

/** An answer that would be larger than any client needs at once. */
export function answerTooLarge(maxBytes: number): GraphQLError {
  return tooCostly(`The answer has more than ${maxBytes} bytes: ask for smaller pages or fewer fields`);
}

/** An error of this system, without its details: those are for the log, under the id that is put beside the code. */
export function internal(): GraphQLError {
  return coded(INTERNAL_ERROR, 'INTERNAL_SERVER_ERROR');
}

function coded(message: string, code: ErrorCode, more: object = {}, node?: ASTNode): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more }, ...(node && { nodes: node }) });
}
