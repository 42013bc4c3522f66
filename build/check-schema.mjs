import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema, findBreakingChanges, isScalarType, isSpecifiedScalarType, printType } from 'graphql';
import { build } from './build.mjs';

/**
 * Checks that the emitted schema is the committed one, and only extends the contract. Reports what is wrong, and fails. The
 * rules for schemas in general are in schema-rules.config.mjs.
 */

const read = (path) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

async function problems() {
  await build(['compile']);
  const { schemaText } = await import('../dist/src/graphql/schema-text.js');
  const emitted = schemaText();
  const schema = buildSchema(emitted);
  const contract = buildSchema(read('../test/contract.graphql'));
  return [
    ...(emitted === read('../schema/schema.graphql')
      ? []
      : ['schema/schema.graphql is not up to date: run "npm run schema"']),
    ...findBreakingChanges(contract, schema).map(({ description }) => `breaks the contract: ${description}`),
    ...changedScalars(contract, schema),
  ];
}

/** What `findBreakingChanges` does not check: a scalar with the same name and another meaning. */
function changedScalars(contract, schema) {
  return Object.values(contract.getTypeMap())
    .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type))
    .filter((type) => schema.getType(type.name)?.specifiedByURL !== type.specifiedByURL)
    .map((type) => `breaks the contract: ${printType(type)} is specified elsewhere`);
}

const found = await problems();
for (const problem of found) console.error(problem);
if (found.length > 0) process.exitCode = 1;
