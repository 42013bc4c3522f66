import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import { GraphQLError, parse, specifiedRules, validate } from 'graphql';

/** How many documents are kept; the one that was used longest ago goes first. */
const MAX_DOCUMENTS = 1_000;
/** A longer one is not kept: no page sends such, and many of them would fill the memory. */
const MAX_KEPT_LENGTH = 16_384;

/** A document that was parsed and found valid; one object for all who send the same text. */
export interface PreparedDocument {
  readonly text: string;
  readonly document: DocumentNode;
}

export interface DocumentCacheOptions {
  readonly schema: GraphQLSchema;
  /** Beside the rules of the specification. */
  readonly rules: readonly ValidationRule[];
  readonly maxTokens: number;
}

/** Parses and validates each document once, however many sockets send it. */
export class DocumentCache {
  readonly #options: DocumentCacheOptions;
  readonly #documents = new Map<string, PreparedDocument>();

  constructor(options: DocumentCacheOptions) {
    this.#options = options;
  }

  /** The document, or what is wrong with it. */
  prepare(text: string): PreparedDocument | readonly GraphQLError[] {
    const known = this.#documents.get(text);
    if (known) {
      this.#documents.delete(text);
      this.#documents.set(text, known);
      return known;
    }
    const { schema, rules, maxTokens } = this.#options;
    let document: DocumentNode;
    try {
      // Without locations the tokens of the text are not kept.
      document = parse(text, { maxTokens, noLocation: true });
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
    const errors = validate(schema, document, [...specifiedRules, ...rules]);
    if (errors.length > 0) return errors;
    const prepared = { text, document };
    if (text.length > MAX_KEPT_LENGTH) return prepared;
    this.#documents.set(text, prepared);
    if (this.#documents.size > MAX_DOCUMENTS) this.#dropOldest();
    return prepared;
  }

  #dropOldest(): void {
    for (const text of this.#documents.keys()) {
      this.#documents.delete(text);
      return;
    }
  }
}
