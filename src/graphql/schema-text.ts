import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from './schema.js';

const HEADER =
  '# Emitted by `npm run schema` from schema/graphql and src/resolvers: not to be edited by hand.';

/** The schema in its public form, the same whatever the order of the sources. */
export function schemaText(): string {
  return `${HEADER}\n\n${printSchema(lexicographicSortSchema(createSchema()))}\n`;
}
