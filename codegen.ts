import { existsSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';

// The contract stands in until the schema has been emitted for the first time.
const schema = existsSync('schema/schema.graphql') ? 'schema/schema.graphql' : 'test/contract.graphql';

const output = {
  preset: 'client',
  presetConfig: { fragmentMasking: false },
  config: {
    enumsAsTypes: true,
    useTypeImports: true,
    immutableTypes: true,
    skipTypename: true,
    dedupeFragments: true,
    scalars: { ID: 'string', DateTime: 'string', SafeInt: 'number' },
  },
} as const;

/** Typed documents for the web app and for the tests, from the schema that the API emits. */
const config: CodegenConfig = {
  schema,
  ignoreNoDocuments: true,
  emitLegacyCommonJSImports: false,
  importExtension: '.js',
  generates: {
    'web/generated/': { ...output, documents: 'web/documents/*.graphql' },
    'test/generated/': {
      ...output,
      documents: ['test/documents/*.graphql', 'test/**/*.ts', '!test/generated/**'],
    },
  },
};

export default config;
