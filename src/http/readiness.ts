import type { Client } from '@temporalio/client';
import { sql } from 'kysely';
import { migrations } from '../../schema/database/migrations.js';
import type { Feed } from '../feed/feed.js';
import type { Store } from '../store/database.js';

/** Whether the process has each thing that it needs to serve. */
export interface Readiness {
  readonly temporal: boolean;
  readonly database: boolean;
  readonly migrated: boolean;
  readonly listening: boolean;
}

/** Looks at everything that the API stands on, all at once. */
export async function readReadiness(client: Client, database: Store, feed: Feed): Promise<Readiness> {
  const [temporal, migrated] = await Promise.all([isTemporalReachable(client), appliedMigrations(database)]);
  return {
    temporal,
    database: migrated !== null,
    migrated: migrated !== null && Object.keys(migrations).every((name) => migrated.has(name)),
    listening: feed.isListening(),
  };
}

async function isTemporalReachable(client: Client): Promise<boolean> {
  try {
    await client.connection.workflowService.describeNamespace({ namespace: client.options.namespace });
    return true;
  } catch {
    return false;
  }
}

const UNDEFINED_TABLE = '42P01';

/** The names of the applied migrations; null when the database does not answer. */
async function appliedMigrations(database: Store): Promise<ReadonlySet<string> | null> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database);
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    return (error as { readonly code?: unknown }).code === UNDEFINED_TABLE ? new Set() : null;
  }
}
