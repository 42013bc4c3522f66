import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { unusableDatabase } from '../runtime/database/unusable-database.js';
import { describeStartError } from '../runtime/errors/describe-start-error.js';
import { readSettings } from '../runtime/settings/read-settings.js';
import { CURRENCY } from '../schema/domain/money.js';
import { catalogue } from './catalogue.js';
import { openDatabase } from './open-database.js';

/** Fills an empty catalogue with the sample products; any other is left unchanged. Returns the number of products added. */
export async function seed(databaseUrl: string): Promise<number> {
  const database = await openDatabase(databaseUrl);
  try {
    // One statement: products and their stock appear together or not at all.
    const { rowCount } = await database.query(
      `with sample as (
         select * from jsonb_to_recordset($1) as t(sku text, name text, brand text, "unitPrice" bigint, stock jsonb)
       ), added as (
         insert into products (sku, name, brand, unit_price, currency)
         select sku, name, brand, "unitPrice", $2 from sample
         where not exists (select from products)
         on conflict do nothing
         returning sku
       ), stocked as (
         insert into stock (sku, location, available, reserved)
         select sku, location, units::integer, 0
         from sample join added using (sku), jsonb_each_text(stock) as level(location, units)
         on conflict do nothing
       )
       select sku from added`,
      [JSON.stringify(catalogue), CURRENCY],
    );
    return rowCount ?? 0;
  } catch (error) {
    throw unusableDatabase(databaseUrl, error);
  } finally {
    await database.end();
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(`added ${await seed(readSettings('migrate, seed', process.env).DATABASE_URL)} products`);
  } catch (error) {
    console.error(describeStartError(error));
    process.exitCode = 1;
  }
}
