import type { GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../errors/api-errors.js';

/** Why a request goes no further, as GraphQL says it. */
export function refusal(message: string, code: ErrorCode = 'FORBIDDEN'): GraphQLFormattedError {
  return { message, extensions: { code } };
}
