import type { ApolloClient } from '@apollo/client';
import { ProductDocument } from '../generated/graphql.js';
import type { CartLine } from './cart.js';
import { availableOf } from './ready-orders.js';

// Nobody waits longer for this: an order is accepted also while it cannot be told what the shelves hold.
const longestWait = 1_000;

/** Asks what the warehouses hold of these now, and names what there isn't enough of. */
export async function missingNow(
  client: ApolloClient,
  lines: readonly CartLine[],
): Promise<readonly string[]> {
  const asked = Promise.all(
    lines.map(async ({ product: { sku, name }, quantity }) => {
      const { data } = await client.query({
        query: ProductDocument,
        variables: { sku },
        fetchPolicy: 'network-only',
      });
      return data?.product != null && availableOf(data.product) < quantity ? [name] : [];
    }),
  );
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), longestWait));
  try {
    return (await Promise.race([asked, late]))?.flat() ?? [];
  } catch {
    return [];
  }
}
