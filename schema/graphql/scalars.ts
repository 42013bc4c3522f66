import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';

/**
 * RFC 3339 in, UTC out. Stored times are ISO 8601 in UTC already, so they are sent as they are: parsing each of them
 * again would be most of the cost of serializing an order.
 */
export const DateTime = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTime.toConfig(),
  description: 'A time in RFC 3339 format, such as 2026-03-14T09:26:53.589Z. Answers are always in UTC.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (value) => (typeof value === 'string' ? value : (value as Date).toISOString()),
});

/** Whole numbers beyond 32 bits. */
export const SafeInt = new GraphQLScalarType({
  ...GraphQLSafeInt.toConfig(),
  description: 'A whole number from -(2^53 - 1) to 2^53 - 1.',
  specifiedByURL: null,
});
