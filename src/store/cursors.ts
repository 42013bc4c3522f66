import { textProblem } from '../../schema/domain/text.js';
import { badInput } from '../errors/api-errors.js';

/**
 * Cursors are opaque to clients: a tag of the list and the sort key of the edge, as JSON in base64url. The tag makes a cursor
 * of another list or sort recognizable.
 */
export function encodeCursor(tag: string, ...key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify([tag, ...key])).toString('base64url');
}

/** The sort key in a cursor of this list; throws BAD_USER_INPUT for any other. */
export function decodeCursor(tag: string, cursor: string): readonly unknown[] {
  const key = parse(cursor);
  if (!Array.isArray(key) || key[0] !== tag) throw badInput('The cursor is not one of this list');
  return key.slice(1);
}

/** The text that a list is sorted by, in a cursor of this list; throws BAD_USER_INPUT for any other. */
export function textOfCursor(tag: string, cursor: string): string {
  const [text] = decodeCursor(tag, cursor);
  if (typeof text !== 'string' || textProblem(text) !== null)
    throw badInput('The cursor is not one of this list');
  return text;
}

const EVENT_TAG = 'event';

export function eventCursor(sequence: number): string {
  return encodeCursor(EVENT_TAG, sequence);
}

/** The sequence in an event's cursor; throws BAD_USER_INPUT for any other. */
export function sequenceOfCursor(cursor: string): number {
  const [sequence] = decodeCursor(EVENT_TAG, cursor);
  const inRange = Number.isInteger(sequence) && (sequence as number) >= 0 && (sequence as number) < 2 ** 31;
  if (!inRange) throw badInput('The cursor is not one of this list');
  return sequence as number;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}
