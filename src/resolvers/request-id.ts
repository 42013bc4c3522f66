import { randomUUID } from 'node:crypto';
import { cleanText, MAX_ID_LENGTH } from '../../schema/domain/text.js';
import type { InputError } from './input-errors.js';
import { invalidInput, requiredTextErrors } from './input-errors.js';

/** The request id that was sent, or a new one. */
export function requestIdOf(sentId: string | null | undefined): string {
  return sentId?.trim() || randomUUID();
}

/** What is wrong with a request id. It may be left out. */
export function requestIdErrors(sentId: string | null | undefined): InputError<'INVALID'>[] {
  if (sentId == null) return [];
  const errors = requiredTextErrors('requestId', 'The request id', sentId, MAX_ID_LENGTH);
  if (errors.length > 0 || cleanText(sentId) === sentId) return errors;
  // The workflow would remove them, and remember the outcome under another id.
  return [
    invalidInput({ path: ['requestId'], message: 'The request id must not contain control characters' }),
  ];
}

export const requestIdTaken = {
  code: 'REQUEST_ID_TAKEN',
  message: 'The request id was already used for another request: choose a new one',
  field: ['input', 'requestId'],
} as const satisfies InputError<'REQUEST_ID_TAKEN'>;
