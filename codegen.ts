import type { CodegenConfig } from '@graphql-codegen/cli';

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

/** Typed documents for the web app, the tests and the front-end guide, from the schema that the API emits. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  ignoreNoDocuments: true,
  emitLegacyCommonJSImports: false,
  importExtension: '.js',
  generates: {
    'web/generated/': { ...output, documents: 'web/documents/*.graphql' },
    'test/generated/': {
      ...output,
      documents: ['test/documents/*.graphql', 'test/**/*.ts', '!test/generated/**', '!test/front-end/**'],
    },
    'test/front-end/generated/': { ...output, documents: 'test/front-end/snippets/*.graphql' },
  },
};

export default config;
