import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { UnknownKeyError } from '../../runtime/temporal/payload-encryption.js';
import type { ErrorCode } from '../errors/api-errors.js';
import { badInput, internal, unavailable } from '../errors/api-errors.js';
import type { Log } from '../errors/log.js';
import { isDatabaseOutage } from '../store/outage.js';
import { isNamespaceMissing, isTemporalOutage } from '../temporal/outage.js';

/** What clients get to see of an error, the same over HTTP and WebSocket: errors of ours go to the log. */
export function errorPresenter(log: Pick<Log, 'error'>): (error: unknown) => GraphQLFormattedError {
  let isMissingTold = false;
  return (error) => {
    const { path } = error instanceof GraphQLError ? error : { path: undefined };
    const shown = shownError(error);
    const thrown = thrownError(error);
    if (isNamespaceMissing(thrown) && !isMissingTold) {
      // Once: it is the same for whatever is asked, until somebody makes the namespace.
      isMissingTold = true;
      log.error({ reason: thrown.message }, 'The Temporal Service does not have the namespace of this API');
    }
    if (shown.extensions.code === 'INTERNAL_SERVER_ERROR' || thrown instanceof UnknownKeyError) {
      log.error({ err: thrown, path }, 'A request met an error');
    }
    const { message, locations, extensions } = shown;
    const { code, retryAfter } = extensions;
    return {
      message,
      ...(locations && { locations }),
      ...(path && { path }),
      extensions: { code, ...(retryAfter !== undefined && { retryAfter }) },
    };
  };
}

function shownError(error: unknown): GraphQLError {
  const thrown = thrownError(error);
  if (isDatabaseOutage(thrown)) return unavailable('The database is out of reach for now');
  if (isTemporalOutage(thrown)) return unavailable('The Temporal Service is out of reach for now');
  if (thrown instanceof UnknownKeyError) {
    return unavailable('The order is encrypted with a key that this API does not have: it is in the log');
  }
  if (!(thrown instanceof GraphQLError)) return internal();
  const { code } = thrown.extensions;
  // What Apollo says of a request that is none.
  if (code === 'BAD_REQUEST') return badInput(thrown.message);
  if (code === 'INTERNAL_SERVER_ERROR') return internal();
  if (code === undefined || code === 'GRAPHQL_VALIDATION_FAILED') return withCode(thrown);
  return thrown;
}

/** The error that was thrown, out of what graphql-js and Apollo wrap it in. */
function thrownError(error: unknown): unknown {
  if (!(error instanceof GraphQLError) || error.originalError === undefined) return error;
  const { originalError } = error;
  // What the client did wrong is told with the place where it did.
  if (originalError instanceof GraphQLError && originalError.originalError === undefined) {
    return originalError.extensions.code === undefined ? error : originalError;
  }
  return thrownError(originalError);
}

/** How graphql-js says that a value in a document or a variable is of the wrong type, or missing. */
const wrongValue =
  /cannot represent|got invalid value|Expected value of type|does not exist in ".*" enum|of required type|is required, but it was not provided|is not defined by type|must not be null/;

/**
 * graphql-js has no codes: an error without a path comes from parsing or validation, one with a path is ours, but
 * for a variable that is null where an argument must not be.
 */
function withCode(error: GraphQLError): GraphQLError {
  if (error.path && !isWrongArgument(error)) return internal();
  const code: ErrorCode = wrongValue.test(error.message)
    ? 'BAD_USER_INPUT'
    : error.message.startsWith('Syntax Error')
      ? 'GRAPHQL_PARSE_FAILED'
      : 'GRAPHQL_VALIDATION_FAILED';
  const { nodes } = error;
  return new GraphQLError(error.message, { ...(nodes && { nodes }), extensions: { code } });
}

/** graphql-js finds it out no sooner than before it calls the resolver; what a resolver throws has no nodes. */
function isWrongArgument({ originalError }: GraphQLError): boolean {
  return (
    originalError instanceof GraphQLError &&
    originalError.nodes !== undefined &&
    originalError.message.startsWith('Argument "')
  );
}
