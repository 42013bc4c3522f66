/** The maximum length of an order id, customer id or SKU, in characters. */
export const MAX_ID_LENGTH = 200;

/** The maximum length of a reason or a note, in characters. */
export const MAX_TEXT_LENGTH = 500;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f-\u009f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
// A test by it would begin where the last one ended.
const EVERY_LONE_SURROGATE = new RegExp(LONE_SURROGATE, 'g');

/** What is wrong with an id, or null. An id has no colon: that separates the order's id from the rest in derived ids. */
export function idProblem(id: string): string | null {
  if (id.trim() === '') return 'must not be empty';
  if (id !== id.trim()) return 'must not begin or end with white space';
  if (id.length > MAX_ID_LENGTH) return `must have at most ${MAX_ID_LENGTH} characters`;
  if (CONTROL_CHARACTER.test(id)) return 'must not contain control characters';
  if (!isWellFormed(id)) return 'must not contain lone surrogates';
  if (id.includes(':')) return 'must not contain a colon';
  return null;
}

/** What is wrong with a free text, or null. jsonb stores neither NUL nor lone surrogates. */
export function textProblem(text: string, maximum: number = MAX_TEXT_LENGTH): string | null {
  if (text.length > maximum) return `must have at most ${maximum} characters`;
  if (text.includes('\u0000')) return 'must not contain the NUL character';
  if (!isWellFormed(text)) return 'must not contain lone surrogates';
  return null;
}

/**
 * A text that can be stored and shown: without control characters (except line breaks and tabs) and lone surrogates, cut to
 * the maximum. For input that cannot be refused.
 */
export function cleanText(text: string, maximum: number = MAX_TEXT_LENGTH): string {
  return text.slice(0, maximum).replace(UNPRINTABLE, '').replace(EVERY_LONE_SURROGATE, '\ufffd');
}

function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}
