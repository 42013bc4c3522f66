import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from './schema.js';

const HEADER = '# Written by `npm run schema` from schema/graphql and src/resolvers. Do not edit by hand.';

/** The schema in its public form, independent of the order of the sources. */
export function schemaText(): string {
  return `${HEADER}\n\n${printSchema(lexicographicSortSchema(createSchema()))}\n`;
}
