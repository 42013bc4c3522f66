import { writeFileSync } from 'node:fs';
import { schemaText } from './schema-text.js';

/** `npm run schema`: writes the public form of the schema, for clients and for review. */
writeFileSync('schema/schema.graphql', schemaText());
