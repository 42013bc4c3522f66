import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';

/**
 * RFC 3339 in, UTC out. What the system stores is ISO 8601 in UTC already, so that a text goes out as it is:
 * parsing each time again would be most of what serializing an order costs.
 */
export const DateTime = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTime.toConfig(),
  description: 'A moment as RFC 3339 text, such as 2026-03-14T09:26:53.589Z; always in UTC in answers.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (value) => (typeof value === 'string' ? value : (value as Date).toISOString()),
});

/** Whole numbers beyond 32 bits. */
export const SafeInt = new GraphQLScalarType({
  ...GraphQLSafeInt.toConfig(),
  description: 'A whole number from -(2^53 - 1) to 2^53 - 1.',
  specifiedByURL: null,
});
