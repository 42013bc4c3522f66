import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

/** Whether a retry can help: the API, or something it needs, could not be reached. */
export function isPassing(error: unknown): boolean {
  if (CombinedGraphQLErrors.is(error)) {
    return error.errors.every(({ extensions }) => extensions?.code === 'UNAVAILABLE');
  }
  if (ServerError.is(error)) return error.statusCode >= 500;
  return error instanceof TypeError;
}
