import type { DocumentNode } from 'graphql';
import { parse, visit } from 'graphql';

/** The memory of a parsed document for each of its nodes, about as V8 needs it. */
const BYTES_A_NODE = 200;

/** A parsed and valid document: one object for everybody who sends the same text. */
export interface PreparedDocument {
  readonly text: string;
  readonly document: DocumentNode;
  /** Its approximate size in memory. */
  readonly bytes: number;
  /** Whether the text is that of a trusted document, however it was named. */
  readonly isTrusted: boolean;
}

/** Parsed documents by their texts, up to a size in memory. */
export class DocumentCache {
  readonly #maxBytes: number;
  /** The one that was used longest ago comes first, and goes first. */
  readonly #documents = new Map<string, PreparedDocument>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  find(text: string): PreparedDocument | undefined {
    const known = this.#documents.get(text);
    if (!known) return undefined;
    this.#documents.delete(text);
    this.#documents.set(text, known);
    return known;
  }

  /** Keeps a text that is known to be valid. */
  keep(text: string, isTrusted: boolean): PreparedDocument {
    // Without locations, so that the tokens of the text are not kept.
    const document = parse(text, { noLocation: true });
    const bytes = 2 * text.length + BYTES_A_NODE * nodesOf(document);
    const prepared = { text, document, bytes, isTrusted };
    this.#documents.set(text, prepared);
    this.#bytes += bytes;
    for (const [oldest, each] of this.#documents) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#documents.delete(oldest);
      this.#bytes -= each.bytes;
    }
    return prepared;
  }
}

function nodesOf(document: DocumentNode): number {
  let count = 0;
  visit(document, {
    enter: () => {
      count += 1;
    },
  });
  return count;
}
