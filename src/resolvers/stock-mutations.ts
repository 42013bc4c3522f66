import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { MAX_ID_LENGTH } from '../../schema/domain/text.js';
import { StockPayload } from '../../schema/graphql/payloads.js';
import { StockAdjustInput } from '../../schema/graphql/store-inputs.js';
import type { StockErrorCode } from '../../schema/graphql/user-errors.js';
import type { RequestContext } from '../graphql/context.js';
import type { AdjustmentResult } from '../store/adjust-stock.js';
import { adjustStock } from '../store/adjust-stock.js';
import type { ProductRow } from '../store/read-products.js';
import { readProduct } from '../store/read-products.js';
import type { InputError } from './input-errors.js';
import { requestIdErrors, requiredTextErrors } from './input-errors.js';

type StockError = InputError<keyof typeof StockErrorCode>;

interface StockPayloadValue {
  readonly product: ProductRow | null;
  readonly userErrors: readonly StockError[];
}

const refusals: Readonly<Record<Exclude<AdjustmentResult, 'ADJUSTED'>, StockError>> = {
  REQUEST_ID_TAKEN: {
    code: 'REQUEST_ID_TAKEN',
    message: 'The request id was used for another adjustment: choose a new one',
    field: ['input', 'requestId'],
  },
  UNKNOWN_PRODUCT: { code: 'NOT_FOUND', message: 'The store has no such product', field: ['input', 'sku'] },
  UNKNOWN_LOCATION: {
    code: 'NOT_FOUND',
    message: 'The store has no such warehouse',
    field: ['input', 'location'],
  },
  NOT_ENOUGH: {
    code: 'NOT_ENOUGH',
    message: 'There is less available than should be taken out',
    field: ['input', 'by'],
  },
  TOO_MANY: { code: 'INVALID', message: 'No warehouse holds that many', field: ['input', 'by'] },
};

/** Changing the stock by hand. */
@Resolver()
export class StockMutations {
  @Mutation(() => StockPayload, {
    description: 'Puts units of a product into the stock of a warehouse, or takes available ones out.',
  })
  async stockAdjust(
    @Arg('input', () => StockAdjustInput, { description: 'What to put in or take out, and where.' })
    input: StockAdjustInput,
    @Ctx() { database }: RequestContext,
  ): Promise<StockPayloadValue> {
    const { sku, location, by, requestId } = input;
    const errors = [
      ...requestIdErrors(requestId),
      ...requiredTextErrors('sku', 'The SKU', sku, MAX_ID_LENGTH),
      ...requiredTextErrors('location', 'The location', location, MAX_ID_LENGTH),
    ];
    if (errors.length > 0) return { product: await readProduct(database, sku), userErrors: errors };
    const result = await adjustStock(database, { requestId: requestId.trim(), sku, location, by });
    const product = await readProduct(database, sku);
    return { product, userErrors: result === 'ADJUSTED' ? [] : [refusals[result]] };
  }
}
