import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, ValidationRule } from 'graphql';
import {
  GraphQLError,
  getOperationAST,
  getVariableValues,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { badInput, tooCostly, untrustedDocument } from '../errors/api-errors.js';
import type { OperationLabels } from '../metrics/api-metrics.js';
import type { PreparedDocument } from './document-cache.js';
import { DocumentCache } from './document-cache.js';
import type { Limits } from './limits.js';
import { liveListOf } from './live-list.js';
import type { Measure } from './measure-operation.js';
import { INTROSPECTION_ALIAS, measureOperation } from './measure-operation.js';
import { isTooDeep, MAX_NESTING, scanDocument } from './scan-document.js';
import { unconditionalSubscriptionRoot } from './subscription-root.js';
import type { TrustedDocuments } from './trusted-documents.js';

/** How deep a document may be nested, introspection aside. */
const MAX_DEPTH = 12;
const MAX_ROOT_FIELDS = 20;
const MAX_ALIASES = 100;
/** How many fields and spreads a document may have: validation compares them with each other. */
const MAX_SELECTIONS = 1_000;
const MAX_DEFINITIONS = 100;

/**
 * What each character of a document costs that is not known here: to parse and validate it takes as long as some fields of
 * an answer, whether or not it is then refused.
 */
const PRICE_OF_A_CHARACTER = 20;

/** The maximum cost of an operation, and the size of the cache of parsed documents. */
export type DocumentLimits = Pick<Limits, 'LIMIT_OPERATION_COST' | 'LIMIT_DOCUMENT_BYTES'>;

/** What a client sends, on either transport. */
export interface DocumentRequest {
  /** The text; left out, or empty, where an id names it. */
  readonly query?: string;
  /** Names a trusted document. Over WebSocket it stands in the extensions. */
  readonly documentId?: unknown;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** An operation that may be executed. */
export interface PreparedOperation {
  readonly prepared: PreparedDocument;
  readonly definition: OperationDefinitionNode;
  /** The values of the declared variables; others are dropped. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly cost: number;
  /** For a subscription to a live list, a key of its field and arguments; otherwise null. */
  readonly list: string | null;
  readonly labels: OperationLabels;
}

/** Which documents are taken. */
export interface DocumentRules {
  /** Whether they may ask for the schema itself. */
  readonly isExplorable?: boolean;
  readonly trusted?: TrustedDocuments;
  /** Whether others than the trusted ones are taken. */
  readonly takesOthers?: boolean;
}

/** Parses and validates each document once for both transports, after looking at what it would cost. */
export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #limits: DocumentLimits;
  readonly #rules: readonly ValidationRule[];
  readonly #trusted: TrustedDocuments;
  readonly #trustedTexts: ReadonlySet<string>;
  readonly #takesOthers: boolean;
  readonly #cache: DocumentCache;

  constructor(
    schema: GraphQLSchema,
    limits: DocumentLimits,
    { isExplorable = true, trusted = new Map(), takesOthers = true }: DocumentRules = {},
  ) {
    this.#trusted = trusted;
    this.#trustedTexts = new Set(trusted.values());
    this.#takesOthers = takesOthers;
    this.#rules = [
      ...specifiedRules,
      unconditionalSubscriptionRoot,
      ...(isExplorable ? [] : [NoSchemaIntrospectionCustomRule]),
    ];
    this.#schema = schema;
    this.#limits = limits;
    this.#cache = new DocumentCache(limits.LIMIT_DOCUMENT_BYTES);
  }

  /** The size of the cache. */
  get bytes(): number {
    return this.#cache.bytes;
  }

  /**
   * The requested operation, or what is wrong with it.
   *
   * @param pay takes the price of a document that has to be read first, then the cost of the operation, or says why the
   * caller may not have it
   */
  prepare(
    request: DocumentRequest,
    pay: (price: number) => GraphQLError | null,
  ): PreparedOperation | readonly GraphQLError[] {
    try {
      return this.#prepare(request, pay);
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  }

  /** The one place where documents come in, of both transports. */
  #textOf({ query = '', extensions, documentId = extensions?.documentId }: DocumentRequest): string {
    if (documentId === undefined || documentId === null) {
      if (this.#takesOthers) return query;
      throw untrustedDocument('Name a trusted document by its documentId: no others are taken');
    }
    if (query !== '') throw badInput('Send the text of a document or its id, not both');
    const text = typeof documentId === 'string' ? this.#trusted.get(documentId) : undefined;
    if (text === undefined) throw untrustedDocument('There is no trusted document of that id');
    return text;
  }

  #prepare(
    request: DocumentRequest,
    pay: (price: number) => GraphQLError | null,
  ): PreparedOperation | readonly GraphQLError[] {
    const { operationName, variables: given } = request;
    const query = this.#textOf(request);
    const known = this.#cache.find(query);
    const refusal = pay(known ? 0 : PRICE_OF_A_CHARACTER * query.length);
    if (refusal) throw refusal;
    if (isTooDeep(given)) throw badInput(`Variables may be at most ${MAX_NESTING} brackets deep`);
    const document = known?.document ?? this.#parse(query);
    const definition = getOperationAST(document, operationName);
    const variables = definition ? declaredOf(definition, given ?? {}) : {};
    const cost = definition ? this.#costOf(document, definition, variables) : 0;
    if (!known) {
      const errors = validate(this.#schema, document, this.#rules);
      if (errors.length > 0) return errors;
    }
    const prepared = known ?? this.#cache.keep(query, this.#trustedTexts.has(query));
    if (!definition) throw badInput('The document has no operation of that name');
    const list = liveListOf(this.#schema, document, definition, this.#coerced(definition, variables));
    const debt = pay(cost);
    if (debt) throw debt;
    return { prepared, definition, variables, cost, list, labels: labelsOf(prepared, definition) };
  }

  /**
   * The variables as the types say. Throws the first that does not fit: execution would report fifty, each with the whole value,
   * which took the main thread for most of a second.
   */
  #coerced(
    { variableDefinitions = [] }: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, unknown>> {
    const { coerced, errors } = getVariableValues(this.#schema, variableDefinitions, variables, {
      maxErrors: 1,
    });
    if (errors) throw errors[0];
    return coerced;
  }

  /** Parses the text; throws when it is too large, whatever the variables are. */
  #parse(text: string): DocumentNode {
    scanDocument(text);
    const document = parse(text);
    const selections = countOf(document);
    if (selections > MAX_SELECTIONS)
      throw tooCostly(`A document may have at most ${MAX_SELECTIONS} fields and fragments`);
    if (document.definitions.length > MAX_DEFINITIONS)
      throw tooCostly(`A document may have at most ${MAX_DEFINITIONS} operations and fragments`);
    return document;
  }

  #costOf(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): number {
    const measure = measureOperation(this.#schema, document, operation, variables);
    const problem = problemOf(measure, this.#limits.LIMIT_OPERATION_COST);
    if (problem) throw tooCostly(problem, operation);
    return measure.cost;
  }
}

/** Only trusted documents are named: whoever sends others must not add to the metrics. */
function labelsOf(
  { isTrusted }: PreparedDocument,
  { operation, name }: OperationDefinitionNode,
): OperationLabels {
  return { type: operation, operation: (isTrusted && name?.value) || 'other' };
}

function problemOf({ depth, roots, aliases, cost }: Measure, maxCost: number): string | null {
  if (depth > MAX_DEPTH) return `The operation is ${depth} levels deep; at most ${MAX_DEPTH} are allowed`;
  if (cost > maxCost)
    return `The operation costs ${cost}; at most ${maxCost} is allowed: ask for smaller pages or fewer fields`;
  if (aliases > MAX_ALIASES)
    return `The operation has more than ${MAX_ALIASES} aliases; one in introspection counts as ${INTROSPECTION_ALIAS}`;
  if (roots > MAX_ROOT_FIELDS) return `The operation has more than ${MAX_ROOT_FIELDS} root fields`;
  return null;
}

function declaredOf(
  { variableDefinitions }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const names = (variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(given, name)).map((name) => [name, given[name]]),
  );
}

function countOf(document: DocumentNode): number {
  let count = 0;
  visit(document, {
    SelectionSet: ({ selections }) => {
      count += selections.length;
    },
  });
  return count;
}
