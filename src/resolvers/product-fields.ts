import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { nodeIds } from '../../schema/contract/node-ids.js';
import type { Money as MoneyValue } from '../../schema/domain/money.js';
import { Location } from '../../schema/graphql/location.js';
import { Money } from '../../schema/graphql/money.js';
import { Product, StockLevel } from '../../schema/graphql/product.js';
import type { AdjustedProduct } from '../store/read-adjusted-products.js';
import type { ProductRow, StockLevelRow } from '../store/read-products.js';
import type { RequestContext } from './context.js';
import { locationValue } from './location-value.js';

/** The fields of `Product` that differ from its row. */
@Resolver(() => Product)
export class ProductFields {
  @FieldResolver()
  id(@Root() { sku }: ProductRow): string {
    return nodeIds.product(sku);
  }

  @FieldResolver(() => Money)
  unitPrice(@Root() row: ProductRow): MoneyValue {
    return { amount: row.unit_price, currency: row.currency };
  }

  @FieldResolver(() => [StockLevel])
  async stock(
    @Root() product: ProductRow | AdjustedProduct,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly StockLevelRow[]> {
    return 'stock' in product ? product.stock : ((await loaders.stock.load(product.sku)) ?? []);
  }
}

@Resolver(() => StockLevel)
export class StockLevelFields {
  @FieldResolver(() => Location)
  location(@Root() { location }: StockLevelRow): Location {
    return locationValue(location);
  }
}
