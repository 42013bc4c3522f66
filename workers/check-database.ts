import { unusableDatabase } from '../runtime/database/unusable-database.js';
import type { Database } from './database.js';

/** Fails unless the database answers and has tables. */
export const tablesProbe = { name: 'probe', text: 'select from orders limit 1' };

/** Throws a line that says what is wrong with the database at this address, if it cannot be used. */
export async function checkDatabase(database: Database, url: string): Promise<void> {
  try {
    await database.run(tablesProbe, []);
  } catch (error) {
    throw unusableDatabase(url, error);
  }
}
