import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

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
    'web/generated/': {
      ...output,
      documents: 'web/documents/*.graphql',
      // The manifest of trusted documents, with what Apollo Client would add to them.
      presetConfig: {
        ...output.presetConfig,
        persistedDocuments: { hashAlgorithm: 'sha256', mode: 'embedHashInDocument' },
      },
      documentTransforms: [addTypenameSelectionDocumentTransform],
      // What is written to the cache without them is incomplete to Apollo Client.
      config: { ...output.config, skipTypename: false, nonOptionalTypename: true },
    },
    'test/generated/': {
      ...output,
      documents: ['test/documents/*.graphql', 'test/**/*.ts', '!test/generated/**', '!test/front-end/**'],
    },
    'test/front-end/generated/': { ...output, documents: 'test/front-end/snippets/*.graphql' },
  },
};

export default config;
