import { Resolver, Root, Subscription } from 'type-graphql';
import { Product } from '../../schema/graphql/product.js';
import type { AdjustedProduct } from '../store/read-adjusted-products.js';
import type { Watch } from './watch.js';

/** The stock, as it is changed by hand. */
@Resolver()
export class StockSubscriptions {
  @Subscription(() => Product, {
    description:
      'Each product whose stock a manager has adjusted, from now on, with its stock after it. It begins with ' +
      'nothing: read the list, and read it again after the connection was lost.',
    subscribe: ({ context: { feed } }: Watch<object>) => feed.watchStock(),
  })
  stockAdjusted(@Root() product: AdjustedProduct): AdjustedProduct {
    return product;
  }
}
