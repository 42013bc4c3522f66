import pg from 'pg';

/** Uses a connection of its own to a stack's database; returns what the use of it does. */
export async function withDatabase<Result>(
  url: string,
  use: (database: pg.Client) => Promise<Result>,
): Promise<Result> {
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  try {
    return await use(database);
  } finally {
    await database.end();
  }
}
