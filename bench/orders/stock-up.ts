import pg from 'pg';
import type { Stack } from '../../test/stack/stack.js';

/** Puts enough on the shelves that no order of a benchmark runs out of anything. */
export async function stockUp({ addresses }: Pick<Stack, 'addresses'>): Promise<void> {
  const database = new pg.Client({ connectionString: addresses.databaseUrl });
  await database.connect();
  await database.query('update stock set available = 1000000');
  await database.end();
}
