import { randomUUID } from 'node:crypto';
import { openPool } from '../../runtime/database/open-pool.js';
import { connectDatabase } from '../../workers/database.js';
import { createOrderActivities } from '../../workers/orders/activities.js';
import { createOrderChangeNotifier } from '../../workers/orders/order-change-notifier.js';
import { createPostgresInventory } from '../../workers/orders/postgres-inventory.js';
import { atOnce } from '../measure/at-once.js';
import { snapshotOf } from '../subscribers/bench-database.js';

const ORDERS = 200;
const PUBLICATIONS = 5;
const AT_ONCE = 10;

export interface WriteRates {
  readonly reservations: number;
  readonly publications: number;
}

/** How many orders a second are reserved, and how many states are published, in a database with all those orders. */
export async function writeRates(url: string): Promise<WriteRates> {
  const pool = openPool(url, { max: 1 });
  await pool.query(`
    insert into products values ('sku-of-the-benchmark', 'A shoe', 'Brand', 10000, 'USD') on conflict do nothing;
    insert into stock values ('sku-of-the-benchmark', 'Warehouse North', 1000000, 0) on conflict do nothing`);
  const database = connectDatabase(url);
  const activities = createOrderActivities({
    database,
    inventory: createPostgresInventory(database),
    notifier: createOrderChangeNotifier(database),
    customerActionSeconds: 60,
  });
  const ids = Array.from({ length: ORDERS }, () => randomUUID());
  const items = [{ sku: 'sku-of-the-benchmark', quantity: 1, name: null, unitPrice: null }];
  const stateOf = (n: number, revision: number) => {
    const id = ids[n % ORDERS] as string;
    const at = new Date().toISOString();
    return {
      runId: id,
      snapshot: { ...snapshotOf(id, revision), placedAt: at, updatedAt: at, items },
      events: [],
    };
  };
  const perSecond = async (count: number, work: (n: number) => Promise<unknown>) => {
    const start = performance.now();
    await atOnce(count, AT_ONCE, async (n) => void (await work(n)));
    return (count / (performance.now() - start)) * 1_000;
  };
  try {
    const reservations = await perSecond(ORDERS, (n) => activities.reserveItems({ placed: stateOf(n, 1) }));
    const publications = await perSecond(ORDERS * PUBLICATIONS, (n) =>
      activities.publishOrder(stateOf(n, 2 + Math.floor(n / ORDERS))),
    );
    return { reservations, publications };
  } finally {
    await database.close();
    await pool.query('delete from shipments where order_id = any ($1)', [ids]);
    await pool.query('delete from orders where id = any ($1)', [ids]);
    await pool.query('delete from order_claims where order_id = any ($1)', [ids]);
    await pool.query('delete from reservations where order_id = any ($1)', [ids]);
    await pool.end();
  }
}
