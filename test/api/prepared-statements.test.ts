import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/database.js';
import { readOrders } from '../../src/store/read-orders.js';
import { createActivityDatabase } from '../activities/activity-database.js';
import { storeSamples } from './stored-samples.js';

test('an order is read with a prepared statement, also when a migration has changed a column of it', async () => {
  await using own = await createActivityDatabase();
  const [sample] = await storeSamples(own, 1);
  if (!sample) throw new Error('There is one sample');
  const store = openStore(own.url, 1);
  const read = async () => (await readOrders(store, [sample.id])).get(sample.id)?.eventCount;
  try {
    expect(await read()).toBe(0);
    const { rows } = await sql`select name from pg_prepared_statements`.execute(store);
    expect(rows).toEqual([{ name: 'read-orders' }]);

    await own.query('alter table orders alter column event_count type bigint');
    expect(await read()).toBe(0);
    expect(await read()).toBe(0);
  } finally {
    await store.destroy();
  }
});
