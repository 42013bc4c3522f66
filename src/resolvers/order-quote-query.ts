import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { OrderQuote } from '../../schema/domain/order-quote.js';
import { itemsProblems } from '../../schema/domain/validate-order.js';
import { Costs } from '../../schema/graphql/field-costs.js';
import type { Location } from '../../schema/graphql/location.js';
import { OrderQuoteInput, OrderQuoteResult } from '../../schema/graphql/order-quote.js';
import type { UserErrorCode } from '../../schema/graphql/user-errors.js';
import { visibleParts } from '../auth/permissions.js';
import type { QuotingResult } from '../orders/quote-order.js';
import { quoteOrder } from '../orders/quote-order.js';
import type { AmountsValue } from './amounts-value.js';
import { amountsValue } from './amounts-value.js';
import type { RequestContext } from './context.js';
import type { InputError } from './input-errors.js';
import { invalidInput, unknownProducts } from './input-errors.js';
import type { ItemValue } from './item-value.js';
import { itemValues } from './item-value.js';
import { locationValue } from './location-value.js';

interface QuoteValue {
  readonly fulfillments: readonly {
    readonly location: Location;
    readonly items: readonly ItemValue[];
    readonly amounts: AmountsValue;
  }[];
  readonly unavailable: readonly ItemValue[];
  readonly amounts: AmountsValue;
}

interface QuoteResultValue {
  readonly quote: QuoteValue | null;
  readonly userErrors: readonly InputError<keyof typeof UserErrorCode>[];
}

@Resolver()
export class OrderQuoteQuery {
  @Costs({ price: 50 })
  @Query(() => OrderQuoteResult, {
    nullable: true,
    description:
      'What an order would cost now, with tax and shipping, by the rules of the invoice. It has no effect: nothing is ' +
      'placed, reserved or charged.',
  })
  async orderQuote(
    @Arg('input', () => OrderQuoteInput, { description: 'What would be ordered.' })
    { items }: OrderQuoteInput,
    @Ctx() context: RequestContext,
  ): Promise<QuoteResultValue> {
    const problems = itemsProblems(items);
    if (problems.length > 0) return { quote: null, userErrors: problems.map(invalidInput) };
    return resultOf(await quoteOrder(context.loaders, items), items, context);
  }
}

function resultOf(
  result: QuotingResult,
  items: OrderQuoteInput['items'],
  { caller }: RequestContext,
): QuoteResultValue {
  switch (result.kind) {
    case 'QUOTED':
      return { quote: quoteValue(result.quote, caller), userErrors: [] };
    case 'PRODUCTS_NOT_FOUND':
      return { quote: null, userErrors: unknownProducts(items, result.skus) };
    case 'PRICE_OUT_OF_RANGE':
      return { quote: null, userErrors: [invalidInput({ path: ['items'], message: result.problem })] };
    default:
      return result satisfies never;
  }
}

function quoteValue(
  { fulfillments, unavailable, amounts }: OrderQuote,
  caller: RequestContext['caller'],
): QuoteValue {
  const parts = visibleParts(caller);
  return {
    fulfillments: fulfillments.map(({ location, lines, amounts }) => ({
      location: locationValue(location),
      items: itemValues(lines, parts),
      amounts: amountsValue(amounts),
    })),
    unavailable: itemValues(unavailable, parts),
    amounts: amountsValue(amounts),
  };
}
