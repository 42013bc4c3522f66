import type { RequestedItem } from '../../schema/domain/order-input.js';
import {
  cleanText,
  idProblem,
  MAX_ID_LENGTH,
  MAX_TEXT_LENGTH,
  textProblem,
} from '../../schema/domain/text.js';
import { timeProblem } from '../../schema/domain/time.js';
import type { InputProblem } from '../../schema/domain/validate-order.js';

/** A user error about a mutation's input. */
export interface InputError<Code extends string> {
  readonly code: Code;
  readonly message: string;
  readonly field: readonly string[] | null;
}

export function textErrors(
  name: string,
  title: string,
  text: string | null | undefined,
  maximum: number = MAX_TEXT_LENGTH,
): InputError<'INVALID'>[] {
  const problem = text == null ? null : textProblem(text, maximum);
  return problem === null
    ? []
    : [{ code: 'INVALID', message: `${title} ${problem}`, field: ['input', name] }];
}

/** As `textErrors`, for a text that must not be empty. */
export function requiredTextErrors(
  name: string,
  title: string,
  text: string,
  maximum: number = MAX_TEXT_LENGTH,
): InputError<'INVALID'>[] {
  if (text.trim() !== '') return textErrors(name, title, text, maximum);
  return [{ code: 'INVALID', message: `${title} must not be empty`, field: ['input', name] }];
}

export function timeErrors(
  name: string,
  title: string,
  time: Date | null | undefined,
): InputError<'INVALID'>[] {
  const problem = time == null ? null : timeProblem(time.toISOString());
  return problem === null
    ? []
    : [{ code: 'INVALID', message: `${title} ${problem}`, field: ['input', name] }];
}

export function idErrors(title: string, id: string): InputError<'INVALID'>[] {
  const problem = idProblem(id);
  return problem === null
    ? []
    : [{ code: 'INVALID', message: `${title} ${problem}`, field: ['input', 'id'] }];
}

/** What is wrong with a request id. It may be left out. */
export function requestIdErrors(requestId: string | null | undefined): InputError<'INVALID'>[] {
  if (requestId == null) return [];
  const errors = requiredTextErrors('requestId', 'The request id', requestId, MAX_ID_LENGTH);
  if (errors.length > 0 || cleanText(requestId) === requestId) return errors;
  // The workflow would remove them, and remember the outcome under another id.
  const message = 'The request id must not contain control characters';
  return [{ code: 'INVALID', message, field: ['input', 'requestId'] }];
}

export function invalidInput({ path, message }: InputProblem): InputError<'INVALID'> {
  return { code: 'INVALID', message, field: ['input', ...path] };
}

/** An error for each line whose SKU is one of these. */
export function unknownProducts(
  items: readonly RequestedItem[],
  skus: readonly string[],
): readonly InputError<'PRODUCT_NOT_FOUND'>[] {
  return items.flatMap(({ sku }, index) =>
    skus.includes(sku)
      ? [
          {
            code: 'PRODUCT_NOT_FOUND' as const,
            message: `The catalogue has no product with the SKU ${sku}`,
            field: ['input', 'items', String(index), 'sku'],
          },
        ]
      : [],
  );
}

export const requestIdTaken = {
  code: 'REQUEST_ID_TAKEN',
  message: 'The request id was already used for another request: choose a new one',
  field: ['input', 'requestId'],
} as const satisfies InputError<'REQUEST_ID_TAKEN'>;
