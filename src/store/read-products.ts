import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { ProductsTable, StockTable } from '../../schema/database/tables.js';
import { textProblem } from '../../schema/domain/text.js';
import type { ProductFilter } from '../../schema/graphql/list-arguments.js';
import { encodeCursor, textOfCursor } from './cursors.js';
import type { Store } from './database.js';
import { containsPattern, prefixPattern } from './like-pattern.js';
import type { CountedPage, PageRequest } from './page.js';
import { COUNT_LIMIT, emptyPage, pageOf } from './page.js';

/** What the GraphQL type `Product` is resolved from. */
export type ProductRow = Selectable<ProductsTable>;

export type StockLevelRow = Selectable<StockTable>;

const TAG = 'products';

export async function readProduct(database: Store, sku: string): Promise<ProductRow | null> {
  if (textProblem(sku) !== null) return null;
  return (await readProducts(database, [sku])).get(sku) ?? null;
}

export async function readProducts(
  database: Store,
  skus: readonly string[],
): Promise<ReadonlyMap<string, ProductRow>> {
  const rows = await database.selectFrom('products').selectAll().where('sku', 'in', skus).execute();
  return new Map(rows.map((row) => [row.sku, row]));
}

/** How many products a search for orders takes. */
const MAX_NAMED = 10;

/** The SKUs of the products whose names contain this; the first ten. */
export async function readNamedSkus(database: Store, name: string): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('products')
    .select('sku')
    .where('name', 'ilike', containsPattern(name.trim()))
    .orderBy('sku')
    .limit(MAX_NAMED)
    .execute();
  return rows.map(({ sku }) => sku);
}

/** Which products a list shows. All given conditions must hold. */
export interface ProductSelection extends Omit<ProductFilter, 'locationId'> {
  readonly location?: string | null;
}

/** A page of the products, sorted by SKU. */
export async function readProductPage(
  database: Store,
  selection: ProductSelection,
  request: PageRequest,
): Promise<CountedPage<ProductRow>> {
  const after = request.after === null ? null : textOfCursor(TAG, request.after);
  const before = request.before === null ? null : textOfCursor(TAG, request.before);
  // PostgreSQL refuses texts that it cannot store.
  if ([selection.search, selection.location].some((text) => text && textProblem(text) !== null))
    return emptyPage;
  const found = matching(database, selection);
  const rows = await found
    .selectAll()
    .$if(after !== null, (query) => query.where('sku', '>', after as string))
    .$if(before !== null, (query) => query.where('sku', '<', before as string))
    .orderBy('sku', request.fromEnd ? 'desc' : 'asc')
    .limit(request.size + 1)
    .execute();
  const page = pageOf(rows, request, (node) => ({ cursor: encodeCursor(TAG, node.sku), node }));
  return { ...page, count: () => countProducts(database, selection) };
}

async function countProducts(database: Store, selection: ProductSelection): Promise<number> {
  const limited = matching(database, selection).select('sku').limit(COUNT_LIMIT).as('counted');
  const { count } = await database
    .selectFrom(limited)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function matching(database: Store, { search, location, availableAtMost }: ProductSelection) {
  let found = database.selectFrom('products');
  if (search) {
    const part = containsPattern(search);
    found = found.where(
      sql<boolean>`(name ilike ${part} or brand ilike ${part} or sku ilike ${prefixPattern(search)})`,
    );
  }
  const here = location == null ? sql`` : sql`and location = ${location}`;
  const stock = sql`from stock where stock.sku = products.sku ${here}`;
  if (location != null) found = found.where(sql<boolean>`exists (select ${stock})`);
  if (availableAtMost != null) {
    found = found.where(sql<boolean>`(select coalesce(sum(available), 0) ${stock}) <= ${availableAtMost}`);
  }
  return found;
}

/** The stock of these SKUs in every warehouse. */
export async function readStock(
  database: Store,
  skus: readonly string[],
): Promise<ReadonlyMap<string, readonly StockLevelRow[]>> {
  const rows = await database
    .selectFrom('stock')
    .selectAll()
    .where('sku', 'in', skus)
    .orderBy('location')
    .execute();
  const bySku = new Map<string, StockLevelRow[]>();
  for (const row of rows) {
    const levels = bySku.get(row.sku);
    if (levels) levels.push(row);
    else bySku.set(row.sku, [row]);
  }
  return bySku;
}

/** Every warehouse that holds or held stock. */
export async function readLocations(database: Store): Promise<readonly string[]> {
  const rows = await database.selectFrom('stock').select('location').distinct().orderBy('location').execute();
  return rows.map(({ location }) => location);
}

/** Which of these warehouses exist. */
export async function findLocations(
  database: Store,
  names: readonly string[],
): Promise<ReadonlyMap<string, true>> {
  const rows = await database
    .selectFrom('stock')
    .select('location')
    .distinct()
    .where('location', 'in', names)
    .execute();
  return new Map(rows.map(({ location }) => [location, true]));
}
