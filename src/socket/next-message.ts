import type { FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import { answerTooLarge } from '../errors/api-errors.js';

export interface ResultOptions {
  /** The maximum size of a result. */
  readonly maxAnswerBytes: number;
  readonly formatError: (error: GraphQLError) => GraphQLFormattedError;
}

/** The beginning of a message with a result. The rest is equal for all subscriptions that share the result. */
export function beginningOf(id: string): string {
  return `{"id":${JSON.stringify(id)},"type":"next","payload":`;
}

/** The rest of the message with this result, whatever its size. */
export function restOf(result: FormattedExecutionResult): Buffer {
  return Buffer.from(`${JSON.stringify(result)}}`);
}

/** What of it is sent: an error instead when it is too large. */
export function sendable(rest: Buffer, { maxAnswerBytes, formatError }: ResultOptions): Buffer {
  if (rest.length <= maxAnswerBytes) return rest;
  return restOf({ errors: [formatError(answerTooLarge(maxAnswerBytes))] });
}
