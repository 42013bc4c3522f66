import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Costs } from '../../schema/graphql/field-costs.js';
import { OrderItem } from '../../schema/graphql/order-item.js';
import { Product } from '../../schema/graphql/product.js';
import { mayDo } from '../auth/permissions.js';
import type { ProductRow } from '../store/read-products.js';
import type { RequestContext } from './context.js';
import type { ItemValue } from './item-value.js';

@Resolver(() => OrderItem)
export class ItemFields {
  @Costs({ price: 2 })
  @FieldResolver(() => Product, {
    nullable: true,
    description: 'The product as it is now; null when the catalogue does not have it, and for couriers.',
  })
  product(
    @Root() { sku }: ItemValue,
    @Ctx() { caller, loaders }: RequestContext,
  ): Promise<ProductRow | null> | null {
    return mayDo(caller, 'product') ? loaders.products.load(sku) : null;
  }
}
