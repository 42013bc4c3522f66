import { Arg, Ctx, Mutation, Resolver, Root, Subscription } from 'type-graphql';
import { locationNameOf } from '../../schema/contract/node-ids.js';
import { MAX_ID_LENGTH } from '../../schema/domain/text.js';
import { MAX_WAREHOUSES } from '../../schema/graphql/list-sizes.js';
import { StockAdjustPayload } from '../../schema/graphql/payloads.js';
import { Product } from '../../schema/graphql/product.js';
import { StockAdjustInput } from '../../schema/graphql/store-inputs.js';
import type { UserErrorCode } from '../../schema/graphql/user-errors.js';
import { callerKey } from '../auth/caller.js';
import { actOnce } from '../store/act-once.js';
import type { StockRefusal } from '../store/adjust-stock.js';
import { adjustStock } from '../store/adjust-stock.js';
import type { AdjustedProduct } from '../store/read-adjusted-products.js';
import type { ProductRow } from '../store/read-products.js';
import { readProduct } from '../store/read-products.js';
import type { RequestContext } from './context.js';
import type { InputError } from './input-errors.js';
import { requiredTextErrors } from './input-errors.js';
import { requestIdErrors, requestIdOf, requestIdTaken } from './request-id.js';
import type { Watch } from './watch.js';

interface StockPayloadValue {
  readonly product: ProductRow | null;
  readonly requestId: string;
  readonly userErrors: readonly InputError<keyof typeof UserErrorCode>[];
}

const unknownLocation = {
  code: 'NOT_FOUND',
  message: 'The store has no such warehouse: the query locations lists them',
  field: ['input', 'locationId'],
} as const;

const refusals: Readonly<Record<StockRefusal | 'REQUEST_ID_TAKEN', InputError<keyof typeof UserErrorCode>>> =
  {
    REQUEST_ID_TAKEN: requestIdTaken,
    UNKNOWN_PRODUCT: {
      code: 'PRODUCT_NOT_FOUND',
      message: 'The store has no such product',
      field: ['input', 'sku'],
    },
    UNKNOWN_LOCATION: unknownLocation,
    NOT_ENOUGH: {
      code: 'NOT_ENOUGH',
      message: 'Fewer units are available than this would remove',
      field: ['input', 'by'],
    },
    TOO_MANY: { code: 'INVALID', message: 'A warehouse cannot hold that many units', field: ['input', 'by'] },
    TOO_MANY_WAREHOUSES: {
      code: 'INVALID',
      message: `A product can be in at most ${MAX_WAREHOUSES} warehouses, and this one already is`,
      field: ['input', 'locationId'],
    },
  };

@Resolver()
export class StockResolver {
  @Subscription(() => Product, {
    description:
      'Each product whose stock a manager adjusts from now on, with its new stock. Nothing is sent at the start: read ' +
      'the products once subscribed, and again after a lost connection.',
    subscribe: ({ context: { feed } }: Watch<object>) => feed.watchStock(),
  })
  stockAdjusted(@Root() product: AdjustedProduct): AdjustedProduct {
    return product;
  }

  @Mutation(() => StockAdjustPayload, {
    nullable: true,
    description: 'Adds units of a product to the stock of a warehouse, or removes available ones.',
  })
  async stockAdjust(
    @Arg('input', () => StockAdjustInput, { description: 'How many units of what, and where.' })
    input: StockAdjustInput,
    @Ctx() { caller, database }: RequestContext,
  ): Promise<StockPayloadValue> {
    const { sku, locationId, by } = input;
    const requestId = requestIdOf(input.requestId);
    const location = locationNameOf(locationId);
    const errors = [
      ...requestIdErrors(input.requestId),
      ...requiredTextErrors('sku', 'The SKU', sku, MAX_ID_LENGTH),
      ...requiredTextErrors('locationId', 'The location id', locationId),
    ];
    if (errors.length > 0 || location === null) {
      const userErrors = errors.length > 0 ? errors : [unknownLocation];
      return { product: await readProduct(database, sku), requestId, userErrors };
    }
    const content = { action: 'stockAdjust', sku, location, by };
    const refusal = await actOnce(
      database,
      { caller: callerKey(caller), requestId, content },
      (transaction) => adjustStock(transaction, { sku, location, by }),
    );
    const product = await readProduct(database, sku);
    return { product, requestId, userErrors: refusal === null ? [] : [refusals[refusal]] };
  }
}
