import { sql } from 'kysely';
import { MAX_STOCK } from '../../schema/domain/bounds.js';
import { announce } from './announcements.js';
import type { Store } from './database.js';

/** Units to put into stock, or (below zero) to take out. */
export interface StockAdjustment {
  readonly requestId: string;
  readonly sku: string;
  readonly location: string;
  readonly by: number;
}

type Refusal = 'UNKNOWN_PRODUCT' | 'UNKNOWN_LOCATION' | 'NOT_ENOUGH' | 'TOO_MANY';

export type AdjustmentResult = 'ADJUSTED' | 'REQUEST_ID_TAKEN' | Refusal;

/**
 * Adjusts the stock once for each request id. The id is taken first: of two that come at once, the second waits
 * for the first and finds what it did; an adjustment that is refused gives its id back.
 */
export async function adjustStock(database: Store, adjustment: StockAdjustment): Promise<AdjustmentResult> {
  const { requestId, sku, location, by } = adjustment;
  return database.transaction().execute(async (transaction) => {
    const taken = await transaction
      .insertInto('stock_adjustments')
      .values({ request_id: requestId, sku, location, by })
      .onConflict((conflict) => conflict.column('request_id').doNothing())
      .returning('request_id')
      .executeTakeFirst();
    if (!taken) {
      const before = await transaction
        .selectFrom('stock_adjustments')
        .select(['sku', 'location', 'by'])
        .where('request_id', '=', requestId)
        .executeTakeFirstOrThrow();
      const same = before.sku === sku && before.location === location && before.by === by;
      return same ? 'ADJUSTED' : 'REQUEST_ID_TAKEN';
    }
    const refusal = await change(transaction, adjustment);
    if (refusal === null) {
      await announce(transaction, 'stock', sku);
      return 'ADJUSTED';
    }
    await transaction.deleteFrom('stock_adjustments').where('request_id', '=', requestId).execute();
    return refusal;
  });
}

async function change(database: Store, adjustment: StockAdjustment): Promise<Refusal | null> {
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
  // What is reserved comes back when its order is cancelled: there must be room for it.
  if (level.available + level.reserved + by > MAX_STOCK) return 'TOO_MANY';
  await database
    .updateTable('stock')
    .set({ available: sql`available + ${by}::integer` })
    .where('sku', '=', sku)
    .where('location', '=', location)
    .execute();
  return null;
}

/** A warehouse may have had nothing of a product so far; one that never had anything at all is none. */
async function beginStock(database: Store, { sku, location, by }: StockAdjustment): Promise<Refusal | null> {
  const product = await database
    .selectFrom('products')
    .select('sku')
    .where('sku', '=', sku)
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
  await database
    .insertInto('stock')
    .values({ sku, location, available: 0, reserved: 0 })
    // Two may be the first at once.
    .onConflict((conflict) => conflict.columns(['sku', 'location']).doNothing())
    .execute();
  return null;
}
