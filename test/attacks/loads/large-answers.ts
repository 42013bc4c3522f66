import { openDatabase } from '../../../database/open-database.js';

const pages = [...'abcdefgh'].map(
  (name) => `${name}: products(first: 100, where: { search: "LONG-" }) { nodes { name } }`,
);
/** Its answer has 7 MB with the long products: more than the network keeps for a client. */
export const LARGE = `{ ${pages.join(' ')} }`;

export async function storeLongProducts(databaseUrl: string): Promise<void> {
  const database = await openDatabase(databaseUrl);
  await database.query(
    `insert into products (sku, name, brand, unit_price, currency)
     select 'LONG-' || n, repeat('x', 9000), 'Long', 1, 'USD' from generate_series(1, 100) as n`,
  );
  await database.end();
}
