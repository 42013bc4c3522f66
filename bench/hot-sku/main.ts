import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../database/migrate.js';
import { ensureDatabase, openDatabase } from '../../database/open-database.js';
import { startPostgresServer } from '../../local/postgres-server.js';
import type { RequestedItem } from '../../schema/domain/order-input.js';
import { connectDatabase } from '../../workers/database.js';
import { createOrderActivities } from '../../workers/orders/activities.js';
import { createOrderChangeNotifier } from '../../workers/orders/order-change-notifier.js';
import { createPostgresInventory } from '../../workers/orders/postgres-inventory.js';
import { atOnce } from '../measure/at-once.js';
import { median } from '../measure/percentile.js';
import { snapshotOf } from '../subscribers/bench-database.js';

/** Everything is bounded by these counts; arguments: rounds, and orders of a round. */
const ROUNDS = Number(process.argv[2] ?? 5);
const ORDERS = Number(process.argv[3] ?? 1_000);
const LINES = 100;

const folder = mkdtempSync(join(tmpdir(), 'order-management-hot-sku-'));
chmodSync(folder, 0o711);
const server = await startPostgresServer({
  clusterFolder: join(folder, 'postgres'),
  logFile: join(folder, 'postgres.log'),
  password: 'bench',
  // What holds a stock row longest is the wait for the disk at the commit.
  durable: true,
});

try {
  const url = await ensureDatabase(server.urlOf('postgres'), 'orders');
  await migrate(url);
  const pool = await openDatabase(url);
  await pool.query(`
    insert into products select 'sku-' || n, 'A shoe', 'Brand', 10000, 'USD' from generate_series(0, ${LINES - 1}) n;
    insert into stock select 'sku-' || n, 'Warehouse North', 1000000000, 0 from generate_series(0, ${LINES - 1}) n;
  `);
  const database = connectDatabase(url);
  const activities = createOrderActivities({
    database,
    inventory: createPostgresInventory(database),
    notifier: createOrderChangeNotifier(database),
    customerActionSeconds: 60,
  });

  const line = (n: number): RequestedItem => ({ sku: `sku-${n % LINES}`, quantity: 1 });
  const rotated = (n: number) => Array.from({ length: LINES }, (_, index) => line(n * 37 + index));
  const arms: readonly Arm[] = [
    { name: 'spread over 100 SKUs', orders: ORDERS, items: (n) => [line(n)], rates: [] },
    { name: 'all of one SKU', orders: ORDERS, items: () => [line(0)], rates: [] },
    { name: 'of 100 lines, each from another on', orders: ORDERS / 10, items: rotated, rates: [] },
  ];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { orders, items, rates } of arms) {
      const start = performance.now();
      await atOnce(orders, orders, (n) => reserve(items(n)));
      // The first round warms up.
      if (round > 0) rates.push((orders / (performance.now() - start)) * 1_000);
    }
  }
  await database.close();
  const { rows } = await pool.query<{ deadlocks: number }>(
    'select deadlocks from pg_stat_database where datname = current_database()',
  );
  await pool.end();
  const spread = arms[0]?.rates ?? [];
  console.log('| orders at once | reserved a second | ratio to spread |\n|---|---|---|');
  for (const { name, orders, rates } of arms) {
    const ratio = median(rates.map((rate, round) => rate / (spread[round] ?? 0)));
    console.log(`| ${orders} ${name} | ${median(rates).toFixed(0)} | ${ratio.toFixed(2)} |`);
  }
  console.log(`deadlocks: ${rows[0]?.deadlocks}`);

  async function reserve(items: readonly RequestedItem[]): Promise<void> {
    const id = randomUUID();
    const snapshot = {
      ...snapshotOf(id, 1),
      items: items.map((item) => ({ ...item, name: null, unitPrice: null })),
      fulfillments: [],
    };
    const { outcome } = await activities.reserveItems({ placed: { runId: id, snapshot, events: [] } });
    if (outcome !== 'RESERVED') throw new Error(`An order was not reserved: ${outcome}`);
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

interface Arm {
  readonly name: string;
  readonly orders: number;
  items(n: number): readonly RequestedItem[];
  readonly rates: number[];
}
