import pg from 'pg';

/** Uses a connection of its own to a stack's database. */
export async function withDatabase(url: string, use: (database: pg.Client) => Promise<void>): Promise<void> {
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  try {
    await use(database);
  } finally {
    await database.end();
  }
}
