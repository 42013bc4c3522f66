import type { FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import { answerTooLarge } from '../errors/api-errors.js';

export interface ResultOptions {
  /** The most bytes that a result may have. */
  readonly maxAnswerBytes: number;
  /** What clients get to see of an error. */
  readonly formatError: (error: GraphQLError) => GraphQLFormattedError;
}

/** How a message with a result begins; the rest is the same for all who share the result. */
export function beginningOf(id: string): string {
  return `{"id":${JSON.stringify(id)},"type":"next","payload":`;
}

/** The rest of a message with this result; with an error in its place when it is too large. */
export function restOf(
  result: FormattedExecutionResult,
  { maxAnswerBytes, formatError }: ResultOptions,
): Buffer {
  const rest = Buffer.from(`${JSON.stringify(result)}}`);
  if (rest.length <= maxAnswerBytes) return rest;
  return Buffer.from(`${JSON.stringify({ errors: [formatError(answerTooLarge(maxAnswerBytes))] })}}`);
}
