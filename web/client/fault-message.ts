import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

/** An error in words for the reader. Refusals are user errors and are shown elsewhere. */
export function faultMessage(error: unknown): string {
  if (CombinedGraphQLErrors.is(error)) {
    const [first] = error.errors;
    switch (first?.extensions?.code) {
      case 'FORBIDDEN':
        return 'Your role may not do this.';
      case 'UNAUTHENTICATED':
        return 'Your sign-in is not valid any more. Sign in again.';
      case 'BAD_USER_INPUT':
        return 'Something in it is too large or not valid. Check it and send it again.';
      default:
        return first?.message ?? 'The server could not do this.';
    }
  }
  if (ServerError.is(error) && error.statusCode === 401)
    return 'Your sign-in is not valid any more. Sign in again.';
  return 'The server can’t be reached. Nothing is lost: try again, and it still takes effect only once.';
}
