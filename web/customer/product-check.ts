import type { ApolloClient } from '@apollo/client';
import type { CartLine } from './cart.js';
import { readProduct } from './read-product.js';
import { availableOf } from './ready-orders.js';

// The longest wait: an order is accepted even if the stock cannot be read.
const longestWait = 1_000;

/** Reads the current stock of these products, and returns those with too little. */
export async function missingNow(
  client: ApolloClient,
  lines: readonly CartLine[],
): Promise<readonly string[]> {
  const asked = Promise.all(
    lines.map(async ({ product: { sku, name }, quantity }) => {
      const product = await readProduct(client, sku);
      return product !== null && availableOf(product) < quantity ? [name] : [];
    }),
  );
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), longestWait));
  try {
    return (await Promise.race([asked, late]))?.flat() ?? [];
  } catch {
    return [];
  }
}
