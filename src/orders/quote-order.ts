import { priceProblem } from '../../schema/domain/invoice.js';
import type { RequestedItem } from '../../schema/domain/order-input.js';
import type { OrderQuote } from '../../schema/domain/order-quote.js';
import { quoteFor } from '../../schema/domain/order-quote.js';
import type { Loaders } from '../store/loaders.js';

export type QuotingResult =
  | { readonly kind: 'QUOTED'; readonly quote: OrderQuote }
  /** No product has these SKUs. */
  | { readonly kind: 'PRODUCTS_NOT_FOUND'; readonly skus: readonly string[] }
  /** A price that no reservation accepts. */
  | { readonly kind: 'PRICE_OUT_OF_RANGE'; readonly problem: string };

/** What an order of these items would cost now. Has no effect. */
export async function quoteOrder(
  { products, stock }: Pick<Loaders, 'products' | 'stock'>,
  items: readonly RequestedItem[],
): Promise<QuotingResult> {
  const found = await Promise.all(
    items.map(async ({ sku, quantity }) => {
      const [product, levels] = await Promise.all([products.load(sku), stock.load(sku)]);
      const units = (levels ?? []).flatMap(({ location, available }) =>
        available > 0 ? [[location, available] as const] : [],
      );
      const item = { sku, quantity, name: product?.name ?? null, unitPrice: product?.unit_price ?? null };
      return { item, units: new Map(units) };
    }),
  );
  const skus = found.flatMap(({ item }) => (item.name === null ? [item.sku] : []));
  if (skus.length > 0) return { kind: 'PRODUCTS_NOT_FOUND', skus };
  const described = found.map(({ item }) => item);
  const problem = priceProblem(described);
  if (problem !== null) return { kind: 'PRICE_OUT_OF_RANGE', problem };
  const onHand = new Map(found.map(({ item, units }) => [item.sku, units]));
  return { kind: 'QUOTED', quote: quoteFor(described, onHand) };
}
