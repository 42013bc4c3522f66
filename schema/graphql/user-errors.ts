import { Field, ObjectType } from 'type-graphql';
import { Costs } from './field-costs.js';
import { MAX_PATH } from './list-sizes.js';
import { registerEnum } from './register-enum.js';

export const UserErrorCode = registerEnum('UserErrorCode', 'Why a mutation did nothing.', {
  INVALID: 'The input breaks a rule: `field` says where.',
  NOT_FOUND: 'There is none, or it is not the caller’s to see.',
  PRODUCT_NOT_FOUND: 'The catalogue has never had this SKU: `field` names the line.',
  ORDER_ID_TAKEN: 'Another order has this id.',
  REQUEST_ID_TAKEN: 'The request id was used before, for something else.',
  NOT_ALLOWED_NOW: 'Not in the present state.',
  ALREADY_FINAL: 'It has ended, and takes no more requests.',
  NOT_ENOUGH: 'There is less available than should be taken out.',
  OTHER: 'A reason that this version of the API does not know.',
});

@ObjectType({ description: 'Why a mutation did nothing.' })
export class UserError {
  @Field(() => UserErrorCode, {
    description: 'The reason, for programs. Treat one that you do not know as OTHER.',
  })
  readonly code!: keyof typeof UserErrorCode;

  @Field(() => String, { description: 'What is wrong and what to do, in a sentence for people.' })
  readonly message!: string;

  @Costs({ maxSize: MAX_PATH })
  @Field(() => [String], {
    nullable: true,
    description:
      'Where in the arguments, such as ["input", "items", "0", "quantity"]; null: nowhere in particular.',
  })
  readonly field!: readonly string[] | null;
}
