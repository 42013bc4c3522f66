import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { ensureDatabase } from '../../local/database-url.js';
import { migrate } from '../../local/migrate.js';
import type { Database } from '../../workers/database.js';
import { connectDatabase } from '../../workers/database.js';
import { sharedServers } from '../stack/shared.js';

/** A migrated database of one test file, as the activities see it and as the test looks into it. */
export interface ActivityDatabase extends AsyncDisposable {
  readonly url: string;
  readonly database: Database;
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Puts a product of its own into the catalogue, with units by warehouse; returns its SKU. */
  product(units: Readonly<Record<string, number>>): Promise<string>;
}

export async function createActivityDatabase(): Promise<ActivityDatabase> {
  const { adminDatabaseUrl } = await sharedServers();
  const url = await ensureDatabase(adminDatabaseUrl, `activities-${randomUUID()}`);
  await migrate(url);
  const database = connectDatabase(url);
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  const query: ActivityDatabase['query'] = async (text, values = []) =>
    (await pool.query(text, [...values])).rows;
  return {
    url,
    database,
    query,
    async product(units) {
      const sku = `shoe-${randomUUID()}`;
      await query(`insert into products values ($1, 'A shoe', 'Brand', 10000, 'USD')`, [sku]);
      for (const [location, available] of Object.entries(units)) {
        await query('insert into stock values ($1, $2, $3, 0)', [sku, location, available]);
      }
      return sku;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([database.close(), pool.end()]);
    },
  };
}

/** The same database for a worker that is killed when it comes to this statement. */
export function killedAt(name: string, stage: ActivityDatabase): ActivityDatabase {
  const run: Database['run'] = async (statement, values) => {
    if (statement.name === name) throw new Error('killed');
    return stage.database.run(statement, values);
  };
  return { ...stage, database: { ...stage.database, run } };
}
