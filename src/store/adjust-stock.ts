import { sql } from 'kysely';
import { MAX_STOCK } from '../../schema/domain/bounds.js';
import { MAX_WAREHOUSES } from '../../schema/graphql/list-sizes.js';
import { announce } from './announcements.js';
import type { Store } from './database.js';

/** Units to add to stock, or (below zero) to remove. */
export interface StockAdjustment {
  readonly sku: string;
  readonly location: string;
  readonly by: number;
}

/** Why the stock stays as it is. */
export type StockRefusal =
  | 'UNKNOWN_PRODUCT'
  | 'UNKNOWN_LOCATION'
  | 'NOT_ENOUGH'
  | 'TOO_MANY'
  | 'TOO_MANY_WAREHOUSES';

/** Adjusts the stock and announces it, or returns why not. */
export async function adjustStock(
  transaction: Store,
  adjustment: StockAdjustment,
): Promise<StockRefusal | null> {
  const refusal = await change(transaction, adjustment);
  if (refusal === null) await announce(transaction, 'stock', adjustment.sku);
  return refusal;
}

async function change(database: Store, adjustment: StockAdjustment): Promise<StockRefusal | null> {
  const { sku, location, by } = adjustment;
  const level = await database
    .selectFrom('stock')
    .select(['available', 'reserved'])
    .where('sku', '=', sku)
    .where('location', '=', location)
    .forUpdate()
    .executeTakeFirst();
  if (!level) return (await beginStock(database, adjustment)) ?? change(database, adjustment);
  if (level.available + by < 0) return 'NOT_ENOUGH';
  // There must be room for the reserved units, which come back when their orders are cancelled.
  if (level.available + level.reserved + by > MAX_STOCK) return 'TOO_MANY';
  await database
    .updateTable('stock')
    .set({ available: sql`available + ${by}::integer` })
    .where('sku', '=', sku)
    .where('location', '=', location)
    .execute();
  return null;
}

/** Starts the stock of a product in a warehouse that never had it. A warehouse is known by any stock it has or had. */
async function beginStock(
  database: Store,
  { sku, location, by }: StockAdjustment,
): Promise<StockRefusal | null> {
  const product = await database
    .selectFrom('products')
    .select('sku')
    .where('sku', '=', sku)
    // Of two adjustments that begin the stock of a product at once, the second counts what the first has begun.
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!product) return 'UNKNOWN_PRODUCT';
  const warehouse = await database
    .selectFrom('stock')
    .select('location')
    .where('location', '=', location)
    .limit(1)
    .executeTakeFirst();
  if (!warehouse) return 'UNKNOWN_LOCATION';
  if (by < 0) return 'NOT_ENOUGH';
  const levels = await database.selectFrom('stock').select('location').where('sku', '=', sku).execute();
  const isElsewhere = levels.every((level) => level.location !== location);
  if (isElsewhere && levels.length >= MAX_WAREHOUSES) return 'TOO_MANY_WAREHOUSES';
  await database
    .insertInto('stock')
    .values({ sku, location, available: 0, reserved: 0 })
    // Another adjustment may insert it at the same time.
    .onConflict((conflict) => conflict.columns(['sku', 'location']).doNothing())
    .execute();
  return null;
}
