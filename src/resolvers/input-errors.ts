import type { RequestedItem } from '../../schema/domain/order-input.js';
import { MAX_TEXT_LENGTH, textProblem } from '../../schema/domain/text.js';
import { timeProblem } from '../../schema/domain/time.js';
import type { InputProblem } from '../../schema/domain/validate-order.js';

/** A user error about a mutation's input. */
export interface InputError<Code extends string> {
  readonly code: Code;
  readonly message: string;
  readonly field: readonly string[] | null;
}

export function invalidInput({ path, message }: InputProblem): InputError<'INVALID'> {
  return { code: 'INVALID', message, field: ['input', ...path] };
}

/** The error about a field with this problem, if it has one. */
export function problemErrors(name: string, title: string, problem: string | null): InputError<'INVALID'>[] {
  return problem === null ? [] : [invalidInput({ path: [name], message: `${title} ${problem}` })];
}

export function textErrors(
  name: string,
  title: string,
  text: string | null | undefined,
  maximum: number = MAX_TEXT_LENGTH,
): InputError<'INVALID'>[] {
  return problemErrors(name, title, text == null ? null : textProblem(text, maximum));
}

/** As `textErrors`, for a text that must not be empty. */
export function requiredTextErrors(
  name: string,
  title: string,
  text: string,
  maximum: number = MAX_TEXT_LENGTH,
): InputError<'INVALID'>[] {
  return problemErrors(name, title, text.trim() === '' ? 'must not be empty' : textProblem(text, maximum));
}

export function timeErrors(
  name: string,
  title: string,
  time: Date | null | undefined,
): InputError<'INVALID'>[] {
  return problemErrors(name, title, time == null ? null : timeProblem(time.toISOString()));
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
