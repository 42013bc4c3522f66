import { Field, ObjectType } from 'type-graphql';
import { Costs } from './field-costs.js';
import { MAX_PATH } from './list-sizes.js';
import { registerEnum } from './register-enum.js';

export const UserErrorCode = registerEnum('UserErrorCode', 'Why a mutation did nothing.', {
  INVALID: 'The input breaks a rule: `field` says where.',
  NOT_FOUND: 'It does not exist, or the caller may not see it.',
  PRODUCT_NOT_FOUND: 'The catalogue does not have this SKU: `field` names it.',
  ORDER_ID_TAKEN: 'Another order has this id.',
  REQUEST_ID_TAKEN: 'The request id was already used for another request.',
  NOT_ALLOWED_NOW: 'The present state does not allow it.',
  ALREADY_FINAL: 'It has ended and accepts no more requests.',
  NOT_ENOUGH: 'Fewer units are available than the request would remove.',
  OTHER: 'A reason that this version of the API does not know.',
});

@ObjectType({ description: 'Why a mutation did nothing, or a quote could not be made.' })
export class UserError {
  @Field(() => UserErrorCode, {
    description: 'The reason, for programs. Treat an unknown code as OTHER.',
  })
  readonly code!: keyof typeof UserErrorCode;

  @Field(() => String, { description: 'What is wrong and what to do, as a sentence for people.' })
  readonly message!: string;

  @Costs({ maxSize: MAX_PATH })
  @Field(() => [String], {
    nullable: true,
    description:
      'The path to the argument, such as ["input", "items", "0", "quantity"]; null: no argument in particular.',
  })
  readonly field!: readonly string[] | null;
}
