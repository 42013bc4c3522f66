import { Lexer, Source, TokenKind } from 'graphql';
import { tooCostly } from '../errors/api-errors.js';

/** The most tokens a document may have. */
const MAX_TOKENS = 5_000;

/** How deep brackets may be nested, in documents and in variables. */
export const MAX_NESTING = 50;

const openings: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closings: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Scans the tokens before the parser, which recurses as deep as the document. Linear in the length of the text.
 * Throws QUERY_TOO_COSTLY, or a syntax error.
 */
export function scanDocument(text: string): void {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let depth = 0;
  for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
    tokens += 1;
    if (tokens > MAX_TOKENS) throw tooCostly(`A document may have at most ${MAX_TOKENS} tokens`);
    if (openings.has(kind)) depth += 1;
    if (closings.has(kind)) depth -= 1;
    if (depth > MAX_NESTING) throw tooCostly(`A document may be at most ${MAX_NESTING} brackets deep`);
  }
}

/** Whether a JSON value is nested deeper than any argument needs. */
export function isTooDeep(value: unknown): boolean {
  let level: readonly object[] = [value].filter(isObject);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_NESTING) return true;
    level = level.flatMap((each) => Object.values(each).filter(isObject));
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
