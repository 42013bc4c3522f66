import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  findBreakingChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  printType,
} from 'graphql';
import { build } from './build.mjs';

/**
 * Checks the schema: what is emitted is what is committed, it adds to the contract and breaks nothing of it, and
 * everything in it is described. Says what is wrong, and fails.
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
    ...undescribed(schema).map((path) => `has no description: ${path}`),
  ];
}

/** What `findBreakingChanges` does not look at: a scalar of the same name that means something else. */
function changedScalars(contract, schema) {
  return Object.values(contract.getTypeMap())
    .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type))
    .filter((type) => schema.getType(type.name)?.specifiedByURL !== type.specifiedByURL)
    .map((type) => `breaks the contract: ${printType(type)} is specified elsewhere`);
}

function undescribed(schema) {
  return Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap((type) => [
      ...(type.description || isRoot(schema, type) ? [] : [type.name]),
      ...partsOf(type)
        .filter(([, part]) => !part.description)
        .map(([path]) => path),
    ]);
}

function isRoot(schema, type) {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);
}

/** Fields with their arguments, input fields and enum values, each with its path. */
function partsOf(type) {
  if (isEnumType(type)) return type.getValues().map((value) => [`${type.name}.${value.name}`, value]);
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    [`${type.name}.${field.name}`, field],
    ...(field.args ?? []).map((argument) => [`${type.name}.${field.name}(${argument.name}:)`, argument]),
  ]);
}

const found = await problems();
for (const problem of found) console.error(problem);
if (found.length > 0) process.exitCode = 1;
