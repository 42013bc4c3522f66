import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { UnknownKeyError } from '../../runtime/temporal/payload-encryption.js';
import type { ErrorCode } from '../errors/api-errors.js';
import { badInput, internal, unavailable } from '../errors/api-errors.js';
import type { Log } from '../errors/log.js';
import type { ApiMetrics } from '../metrics/api-metrics.js';
import { isDatabaseOutage } from '../store/outage.js';
import { isTemporalOutage } from '../temporal/outage.js';
import type { Gate } from './gate.js';

/** Whatever a client sends, no message about it is longer, in characters: graphql-js repeats whole values. */
const MAX_MESSAGE_LENGTH = 1_000;

/** How graphql-js names what the schema has instead. */
const suggestion = / Did you mean .*\?$/s;

/**
 * What clients get to see of an error, the same over HTTP and WebSocket: each is counted, and errors of ours go to the log,
 * under the id that the client is shown.
 *
 * @param isExplorable whether an error may suggest names of the schema
 */
export function errorPresenter(
  log: Pick<Log, 'error'>,
  metrics: Pick<ApiMetrics, 'countError'>,
  isExplorable = true,
): Gate['formatError'] {
  return (error, transport) => {
    const { path } = error instanceof GraphQLError ? error : { path: undefined };
    const shown = shownError(error);
    const thrown = thrownError(error);
    const { message, locations, extensions } = shown;
    const { code, retryAfter } = extensions;
    metrics.countError(transport, code);
    const isOurs = code === 'INTERNAL_SERVER_ERROR' || thrown instanceof UnknownKeyError;
    const id = isOurs ? randomUUID() : undefined;
    if (id !== undefined) log.error({ id, err: thrown, path }, 'A request met an error');
    return {
      message: shortened(isExplorable ? message : message.replace(suggestion, '')),
      ...(locations && { locations }),
      ...(path && { path }),
      extensions: { code, ...(retryAfter !== undefined && { retryAfter }), ...(id !== undefined && { id }) },
    };
  };
}

function shortened(message: string): string {
  if (message.length <= MAX_MESSAGE_LENGTH) return message;
  // Not between the two halves of a character.
  return `${message.slice(0, MAX_MESSAGE_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function shownError(error: unknown): GraphQLError {
  const thrown = thrownError(error);
  // First, since refusals come in floods, and to ask whether one is an outage has V8 write out its stack.
  if (!(thrown instanceof GraphQLError)) return errorOf(thrown);
  const { code } = thrown.extensions;
  // Apollo's code for a malformed request.
  if (code === 'BAD_REQUEST') return badInput(thrown.message);
  if (code === 'INTERNAL_SERVER_ERROR') return internal();
  if (code === undefined || code === 'GRAPHQL_VALIDATION_FAILED') return withCode(thrown);
  return thrown;
}

/** What clients get to see of a fault. */
function errorOf(fault: unknown): GraphQLError {
  if (isDatabaseOutage(fault)) return unavailable('The database cannot be reached for now');
  if (isTemporalOutage(fault)) return unavailable('The Temporal Service cannot be reached for now');
  if (fault instanceof UnknownKeyError) {
    return unavailable('The order is encrypted with a key that this API does not have: the log says which');
  }
  return internal();
}

/** The error that was thrown, without what graphql-js and Apollo wrap around it. */
function thrownError(error: unknown): unknown {
  if (!(error instanceof GraphQLError) || error.originalError === undefined) return error;
  const { originalError } = error;
  // A client's mistake keeps its location in the document.
  if (originalError instanceof GraphQLError && originalError.originalError === undefined) {
    return originalError.extensions.code === undefined ? error : originalError;
  }
  return thrownError(originalError);
}

/** The messages of graphql-js for a value that is of the wrong type or missing. */
const wrongValue =
  /cannot represent|got invalid value|Expected value of type|does not exist in ".*" enum|of required type|is required, but it was not provided|is not defined by type|must not be null/;

/**
 * graphql-js has no codes. An error without a path comes from parsing or validation; one with a path is internal, except for
 * a null variable where an argument must not be null.
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

/** graphql-js checks this just before it calls the resolver. Errors that a resolver throws have no nodes. */
function isWrongArgument({ originalError }: GraphQLError): boolean {
  return (
    originalError instanceof GraphQLError &&
    originalError.nodes !== undefined &&
    originalError.message.startsWith('Argument "')
  );
}
