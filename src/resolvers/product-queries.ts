import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { ProductConnection } from '../../schema/graphql/connections.js';
import { Costs } from '../../schema/graphql/field-costs.js';
import { ProductsArguments } from '../../schema/graphql/list-arguments.js';
import { MAX_WAREHOUSES } from '../../schema/graphql/list-sizes.js';
import { Location } from '../../schema/graphql/location.js';
import { Product } from '../../schema/graphql/product.js';
import type { CountedPage } from '../store/page.js';
import { pageRequestOf } from '../store/page.js';
import type { ProductRow } from '../store/read-products.js';
import { readLocations, readProduct, readProductPage } from '../store/read-products.js';
import type { RequestContext } from './context.js';
import { filteredLocation, locationValue } from './location-value.js';

@Resolver(() => ProductConnection)
export class ProductQueries {
  @Query(() => Product, {
    nullable: true,
    description: 'The product with this SKU; null if it does not exist.',
  })
  product(
    @Arg('sku', () => String, { description: 'The product’s SKU.' }) sku: string,
    @Ctx() { database }: RequestContext,
  ): Promise<ProductRow | null> {
    return readProduct(database, sku);
  }

  @Costs({ price: 50 })
  @Query(() => ProductConnection, {
    nullable: true,
    description: 'The products of the store, sorted by SKU.',
  })
  async products(
    @Args(() => ProductsArguments) { where, ...page }: ProductsArguments,
    @Ctx() { database }: RequestContext,
  ): Promise<CountedPage<ProductRow>> {
    const { locationId, ...filter } = where ?? {};
    const selection = { ...filter, location: filteredLocation(locationId) };
    return readProductPage(database, selection, pageRequestOf(page));
  }

  @Costs({ maxSize: MAX_WAREHOUSES, price: 20 })
  @Query(() => [Location], { nullable: true, description: 'The warehouses, sorted by name.' })
  async locations(@Ctx() { database }: RequestContext): Promise<readonly Location[]> {
    return (await readLocations(database)).map(locationValue);
  }

  @FieldResolver(() => Int, { nullable: true })
  totalCount(@Root() page: CountedPage<ProductRow>): Promise<number> {
    return page.count();
  }
}
