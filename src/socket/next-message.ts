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

/** The rest of the message: the result, or an error when that is too large. */
export function restOf(
  result: FormattedExecutionResult,
  { maxAnswerBytes, formatError }: ResultOptions,
): Buffer {
  const rest = Buffer.from(`${JSON.stringify(result)}}`);
  if (rest.length <= maxAnswerBytes) return rest;
  return Buffer.from(`${JSON.stringify({ errors: [formatError(answerTooLarge(maxAnswerBytes))] })}}`);
}
