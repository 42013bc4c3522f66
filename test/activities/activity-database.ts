import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { expect } from 'vitest';
import { migrate } from '../../database/migrate.js';
import { ensureDatabase } from '../../database/open-database.js';
import { openPool } from '../../runtime/database/open-pool.js';
import type { Database } from '../../workers/database.js';
import { connectDatabase } from '../../workers/database.js';
import { sharedServers } from '../stack/shared.js';

/** A migrated database for one test file, used by the activities and inspected by the test. */
export interface ActivityDatabase extends AsyncDisposable {
  readonly url: string;
  readonly database: Database;
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Runs the text in a transaction that stays open; the returned function commits it once a statement waits for it. */
  holdingLocks(text: string, values: readonly unknown[]): Promise<() => Promise<void>>;
  /** Adds a new product to the catalogue, with its units by warehouse; returns its SKU. */
  product(units: Readonly<Record<string, number>>): Promise<string>;
}

export async function createActivityDatabase(): Promise<ActivityDatabase> {
  const { adminDatabaseUrl } = await sharedServers();
  const url = await ensureDatabase(adminDatabaseUrl, `activities-${randomUUID()}`);
  await migrate(url);
  const database = connectDatabase(url);
  const pool = openPool(url, { max: 4 });
  const query: ActivityDatabase['query'] = async (text, values = []) =>
    (await pool.query(text, [...values])).rows;
  return {
    url,
    database,
    query,
    async holdingLocks(text, values) {
      const holder = await pool.connect();
      await holder.query('begin');
      await holder.query(text, [...values]);
      return async () => {
        const waiting = 'select from pg_locks where not granted and $1::int = any (pg_blocking_pids(pid))';
        const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid');
        await expect.poll(async () => (await query(waiting, [rows[0]?.pid])).length).toBeGreaterThan(0);
        await holder.query('commit');
        holder.release();
      };
    },
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
  return interruptedAt(name, stage, async () => {
    throw new Error('killed');
  });
}

/** The same database for a worker to which something happens just before this statement. */
export function interruptedAt(
  name: string,
  stage: ActivityDatabase,
  happens: () => Promise<void>,
): ActivityDatabase {
  const run: Database['run'] = async (statement, values) => {
    if (statement.name === name) await happens();
    return stage.database.run(statement, values);
  };
  return { ...stage, database: { ...stage.database, run } };
}
