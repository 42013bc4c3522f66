import { Resolver, Root, Subscription } from 'type-graphql';
import { Product } from '../../schema/graphql/product.js';
import type { AdjustedProduct } from '../store/read-adjusted-products.js';
import type { Watch } from './watch.js';

@Resolver()
export class StockSubscriptions {
  @Subscription(() => Product, {
    description:
      'Each product whose stock a manager adjusts from now on, with its new stock. Nothing is sent at the start: read ' +
      'the products once subscribed, and again after a lost connection.',
    subscribe: ({ context: { feed } }: Watch<object>) => feed.watchStock(),
  })
  stockAdjusted(@Root() product: AdjustedProduct): AdjustedProduct {
    return product;
  }
}
