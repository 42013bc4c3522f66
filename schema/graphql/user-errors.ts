import { Field, InterfaceType, ObjectType } from 'type-graphql';
import { Costs } from './field-costs.js';
import { MAX_PATH } from './list-sizes.js';
import { registerEnum } from './register-enum.js';

const invalid = 'The input breaks a rule: `field` says where.';
const requestIdTaken = 'The request id was used before, for something else.';
const notAllowedNow = 'Not in the present state.';
const alreadyFinal = 'It has ended, and takes no more requests.';
const why = 'Why it was refused.';

const orderErrorCodes = {
  INVALID: invalid,
  ORDER_ID_TAKEN: 'Another order has this id.',
  REQUEST_ID_TAKEN: requestIdTaken,
  NOT_FOUND: 'There is no such order, or it is not the caller’s to see.',
  NOT_ALLOWED_NOW: notAllowedNow,
  ALREADY_FINAL: alreadyFinal,
} as const;
const shipmentErrorCodes = {
  INVALID: invalid,
  REQUEST_ID_TAKEN: requestIdTaken,
  NOT_FOUND: 'There is no such shipment, or it is not the caller’s to see.',
  NOT_ALLOWED_NOW: notAllowedNow,
  ALREADY_FINAL: alreadyFinal,
} as const;
const stockErrorCodes = {
  INVALID: invalid,
  REQUEST_ID_TAKEN: requestIdTaken,
  NOT_FOUND: 'The store has no such product, or no such warehouse: `field` says which.',
  NOT_ENOUGH: 'There is less in stock than should be taken out.',
} as const;
const fraudErrorCodes = { INVALID: invalid } as const;

export const OrderErrorCode = registerEnum(
  'OrderErrorCode',
  'Why a request to an order was refused.',
  orderErrorCodes,
);
export const ShipmentErrorCode = registerEnum(
  'ShipmentErrorCode',
  'Why a request to a shipment was refused.',
  shipmentErrorCodes,
);
export const StockErrorCode = registerEnum(
  'StockErrorCode',
  'Why a stock adjustment was refused.',
  stockErrorCodes,
);
export const FraudErrorCode = registerEnum(
  'FraudErrorCode',
  'Why a change of the fraud settings was refused.',
  fraudErrorCodes,
);

@InterfaceType({ description: 'Why a mutation did nothing.' })
export abstract class UserError {
  @Field(() => String, { description: 'What is wrong, in a sentence for people.' })
  readonly message!: string;

  @Costs({ maxSize: MAX_PATH })
  @Field(() => [String], {
    nullable: true,
    description:
      'Where in the arguments, such as ["input", "items", "0", "quantity"]; null: nowhere in particular.',
  })
  readonly field!: readonly string[] | null;
}

@ObjectType({ implements: UserError, description: 'Why a request to an order was refused.' })
export class OrderUserError extends UserError {
  @Field(() => OrderErrorCode, { description: why })
  readonly code!: keyof typeof OrderErrorCode;
}

@ObjectType({ implements: UserError, description: 'Why a request to a shipment was refused.' })
export class ShipmentUserError extends UserError {
  @Field(() => ShipmentErrorCode, { description: why })
  readonly code!: keyof typeof ShipmentErrorCode;
}

@ObjectType({ implements: UserError, description: 'Why a stock adjustment was refused.' })
export class StockUserError extends UserError {
  @Field(() => StockErrorCode, { description: why })
  readonly code!: keyof typeof StockErrorCode;
}

@ObjectType({ implements: UserError, description: 'Why a change of the fraud settings was refused.' })
export class FraudUserError extends UserError {
  @Field(() => FraudErrorCode, { description: why })
  readonly code!: keyof typeof FraudErrorCode;
}
