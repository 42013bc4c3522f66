import { useQuery } from '@apollo/client/react';
import type { OrderQuoteQuery } from '../generated/graphql.js';
import { OrderQuoteDocument } from '../generated/graphql.js';
import type { CartLine } from './cart.js';
import { useFresh } from './use-fresh.js';

type Result = NonNullable<OrderQuoteQuery['orderQuote']>;

export interface Quoted {
  /** What the lines cost at present; null until it is known, and where it cannot be. */
  readonly quote: NonNullable<Result['quote']> | null;
  /** Why there is none. */
  readonly errors: Result['userErrors'];
  /** Whether the quote is of the lines as they were before the last change. */
  readonly isStale: boolean;
}

/** What these lines would cost with tax and shipping, by the rules of the invoice. */
export function useQuote(lines: readonly Pick<CartLine, 'product' | 'quantity'>[], skip = false): Quoted {
  const items = lines.map(({ product, quantity }) => ({ sku: product.sku, quantity }));
  const isOff = skip || items.length === 0;
  const { data, previousData, refetch } = useQuery(OrderQuoteDocument, {
    variables: { input: { items } },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    skip: isOff,
  });
  useFresh(async () => (isOff ? null : refetch()));
  if (isOff) return { quote: null, errors: [], isStale: false };
  const result = (data ?? previousData)?.orderQuote;
  return { quote: result?.quote ?? null, errors: result?.userErrors ?? [], isStale: data === undefined };
}
