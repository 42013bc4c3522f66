import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../database/migrate.js';
import { ensureDatabase } from '../../database/open-database.js';
import { startPostgresServer } from '../../local/postgres-server.js';
import { fill } from './fill.js';

/** A PostgreSQL with one filled database for each number of orders. */
export interface Stage extends AsyncDisposable {
  /** The address of the database with this many orders; filled at the first call. */
  databaseOf(orders: number): Promise<string>;
}

/** Starts it. A folder that is named is kept, so that another run finds its databases filled. */
export async function openStage(named: string | undefined): Promise<Stage> {
  const folder = named ?? mkdtempSync(join(tmpdir(), 'order-management-million-'));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  const server = await startPostgresServer({
    clusterFolder: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    password: 'bench',
    durable: false,
  });
  return {
    async databaseOf(orders) {
      const url = await ensureDatabase(server.urlOf('postgres'), `orders-${orders}`);
      const applied = await migrate(url);
      if (applied.length > 0) console.log(`${orders} orders: applied ${applied.join(', ')}`);
      await fillOnce(url, orders);
      return url;
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      if (named === undefined && existsSync(folder)) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function fillOnce(url: string, orders: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ readonly found: boolean }>(
      'select exists (select from orders) as found',
    );
    if (rows[0]?.found) return;
    const start = performance.now();
    await fill(client, orders);
    console.log(`${orders} orders: filled in ${((performance.now() - start) / 1_000).toFixed(0)} s`);
  } finally {
    await client.query('vacuum (analyze, freeze)');
    await client.end();
  }
}
