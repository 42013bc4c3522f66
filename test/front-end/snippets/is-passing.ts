import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

/** Whether it is worth asking again: nobody was reached, or what stands behind the API is away. */
export function isPassing(error: unknown): boolean {
  if (CombinedGraphQLErrors.is(error)) {
    return error.errors.every(({ extensions }) => extensions?.code === 'UNAVAILABLE');
  }
  if (ServerError.is(error)) return error.statusCode >= 500;
  return error instanceof TypeError;
}
