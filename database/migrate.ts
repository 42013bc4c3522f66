import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Kysely, Migrator, PostgresDialect } from 'kysely';
import { describeStartError } from '../runtime/errors/describe-start-error.js';
import { reasonOf } from '../runtime/errors/reason-of.js';
import { StartError } from '../runtime/errors/start-error.js';
import { readSettings } from '../runtime/settings/read-settings.js';
import { migrations } from '../schema/database/migrations.js';
import { openDatabase } from './open-database.js';
import { renumberRestored } from './renumber-restored.js';

/**
 * Applies all pending migrations under a lock, so that several processes may try at once, and renumbers the rows of a
 * restored database. Returns the applied migrations.
 */
export async function migrate(databaseUrl: string): Promise<readonly string[]> {
  const database = new Kysely({ dialect: new PostgresDialect({ pool: await openDatabase(databaseUrl) }) });
  try {
    const migrator = new Migrator({
      db: database,
      provider: { getMigrations: async () => ({ ...migrations }) },
    });
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error !== undefined) {
      const broken = results.find((result) => result.status === 'Error')?.migrationName;
      throw new StartError(
        `The database could not be migrated${broken ? ` (${broken})` : ''}: ${reasonOf(error)}`,
      );
    }
    await renumberRestored(database);
    return results.map((result) => result.migrationName);
  } finally {
    await database.destroy();
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const applied = await migrate(readSettings('migrate, seed', process.env).DATABASE_URL);
    console.log(applied.length === 0 ? 'the database is up to date' : `applied ${applied.join(', ')}`);
  } catch (error) {
    console.error(describeStartError(error));
    process.exitCode = 1;
  }
}
