import { FieldResolver, Resolver, Root } from 'type-graphql';
import { Location } from '../../schema/graphql/location.js';
import { StockLevel } from '../../schema/graphql/product.js';
import type { StockLevelRow } from '../store/read-products.js';
import { locationValue } from './location-value.js';

/** The field of `StockLevel` that its row does not hold as it is. */
@Resolver(() => StockLevel)
export class StockLevelFields {
  @FieldResolver(() => Location)
  location(@Root() { location }: StockLevelRow): Location {
    return locationValue(location);
  }
}
