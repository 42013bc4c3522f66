import type { GraphQLArgument, GraphQLInputType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Random } from '../feed/random.js';

/** An operation as a client sends it. */
export interface GeneratedOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Kind = 'query' | 'mutation' | 'subscription';

interface RootField {
  readonly name: string;
  readonly args: readonly GraphQLArgument[];
  readonly type: GraphQLOutputType;
}

const oddTexts = [
  ...[
    '',
    ' ',
    'none',
    'x'.repeat(300),
    'a\u0000b',
    '\ud800',
    '\u202e',
    '😀',
    "'; drop table orders --",
    '%_\\',
  ],
  ...[
    'order:1',
    'shipment:1-',
    'shipment:1-none',
    'shp-1-none',
    'event:999999999-none',
    'location:',
    'product:a:b',
  ],
  ...[
    'W10=',
    'bnVsbA==',
    Buffer.from('["orders",1]').toString('base64url'),
    '{}',
    '__proto__',
    'constructor',
  ],
];

const values: Readonly<Record<string, readonly unknown[]>> = {
  Int: [0, 1, 2, 20, 100, -1, 101, 2_147_483_647, -2_147_483_648],
  SafeInt: [0, 1, -1, 12_900, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER],
  Boolean: [true, false],
  DateTime: [
    '2026-11-25T09:30:00Z',
    '1970-01-01T00:00:00.000Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ],
};

/** What no type takes. */
const wrongValues = [{}, [], 1.5, 'wrong', 2 ** 53, true, { id: {} }];

/** Makes operations on one root field: its arguments and those below it at random, and a selection of what it has. */
export class OperationGenerator {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  /** Ids and SKUs that there are, so that not all that is asked for is not found. */
  readonly #known: readonly string[];

  constructor(schema: GraphQLSchema, random: Random, known: readonly string[]) {
    this.#schema = schema;
    this.#random = random;
    this.#known = known;
  }

  operationOn(kind: Kind, field: RootField): GeneratedOperation {
    const declared: string[] = [];
    const variables: Record<string, unknown> = {};
    const argumentsOf = (args: readonly GraphQLArgument[]) => {
      const given = args.flatMap(({ name, type }) => {
        if (!isNonNullType(type) && this.#random.chance(0.4)) return [];
        const variable = `v${declared.length}`;
        declared.push(`$${variable}: ${type}`);
        variables[variable] = this.#random.chance(0.03)
          ? this.#random.pick(wrongValues)
          : this.#valueOf(type);
        return [`${name}: $${variable}`];
      });
      return given.length > 0 ? `(${given.join(', ')})` : '';
    };
    const selectionOf = (output: GraphQLOutputType, depth: number): string => {
      const type = getNamedType(output);
      if (isLeafType(type)) return '';
      if (isInterfaceType(type)) {
        const one = this.#random.pick(this.#schema.getPossibleTypes(type));
        return `{ __typename id ... on ${one.name} ${selectionOf(one, depth)} }`;
      }
      if (!isObjectType(type)) return '{ __typename }';
      const fields = Object.values(type.getFields()).flatMap(({ name, args, type: inner }) => {
        if (isLeafType(getNamedType(inner)))
          return this.#random.chance(0.7) ? [`${name}${argumentsOf(args)}`] : [];
        if (depth === 0 || this.#random.chance(0.5)) return [];
        return [`${name}${argumentsOf(args)} ${selectionOf(inner, depth - 1)}`];
      });
      return `{ __typename ${fields.join(' ')} }`;
    };
    const body = `${field.name}${argumentsOf(field.args)} ${selectionOf(field.type, 3)}`;
    const head = declared.length > 0 ? `${kind} (${declared.join(', ')})` : kind;
    return { query: `${head} { ${body} }`, variables };
  }

  #valueOf(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.#valueOf(type.ofType) ?? this.#valueOf(type);
    if (this.#random.chance(0.1)) return null;
    if (isListType(type))
      return Array.from({ length: this.#random.below(4) }, () => this.#valueOf(type.ofType));
    if (isEnumType(type)) return this.#random.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isNonNullType(field.type) || this.#random.chance(0.5),
      );
      return Object.fromEntries(fields.map((field) => [field.name, this.#valueOf(field.type)]));
    }
    if (type.name in values) return this.#random.pick(values[type.name] ?? []);
    return this.#random.pick(this.#random.chance(0.6) ? this.#known : oddTexts);
  }
}
