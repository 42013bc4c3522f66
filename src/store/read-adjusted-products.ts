import { sql } from 'kysely';
import type { Store } from './database.js';
import type { ProductRow, StockLevelRow } from './read-products.js';

/** How long after the start of its transaction, which dates it, an adjustment may be announced. */
const LONGEST_ADJUSTMENT = 10_000;

/** A product with its stock in every warehouse. */
export interface AdjustedProduct extends ProductRow {
  readonly stock: readonly StockLevelRow[];
}

/** Reads these products with their stock in one statement. */
export async function readAdjustedProducts(
  database: Store,
  skus: readonly string[],
): Promise<readonly AdjustedProduct[]> {
  const { rows } = await sql<AdjustedProduct>`
    select products.*, coalesce(levels.stock, '[]') as stock
    from products
    left join lateral (
      select json_agg(stock order by stock.location) as stock from stock where stock.sku = products.sku
    ) as levels on true
    where products.sku = any(${skus}::text[])
  `.execute(database);
  return rows;
}

/** The SKUs whose stock was adjusted within this time, and a little before. */
export async function readAdjustedSkus(database: Store, milliseconds: number): Promise<readonly string[]> {
  const seconds = (milliseconds + LONGEST_ADJUSTMENT) / 1_000;
  const { rows } = await sql<{ readonly sku: string }>`
    select distinct content ->> 'sku' as sku from store_requests
    where content ->> 'action' = 'stockAdjust' and refusal is null
      and asked_at > now() - make_interval(secs => ${seconds})
  `.execute(database);
  return rows.map(({ sku }) => sku);
}
