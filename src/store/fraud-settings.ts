import { sql } from 'kysely';
import { announce } from './announcements.js';
import type { Store } from './database.js';

/** How charges are checked for fraud. */
export interface FraudSettingsRow {
  /** Minor units; null: no limit. */
  readonly spending_limit: number | null;
  readonly maintenance_mode: boolean;
}

/** The settings as they are. */
export function readFraudSettings(database: Store): Promise<FraudSettingsRow> {
  return database
    .selectFrom('fraud_settings')
    .select(['spending_limit', 'maintenance_mode'])
    .executeTakeFirstOrThrow();
}

/** Sets what is given, leaves the rest, and returns the settings as they are then. */
export async function updateFraudSettings(
  database: Store,
  changes: Partial<FraudSettingsRow>,
): Promise<FraudSettingsRow> {
  if (Object.keys(changes).length === 0) return readFraudSettings(database);
  return database.transaction().execute(async (transaction) => {
    const settings = await transaction
      .updateTable('fraud_settings')
      .set(changes)
      .returning(['spending_limit', 'maintenance_mode'])
      .executeTakeFirstOrThrow();
    await announce(transaction, 'fraudSettings');
    return settings;
  });
}

/** No limit, no maintenance, and every customer's tally at zero; at once, or not at all. */
export async function resetFraud(database: Store): Promise<FraudSettingsRow> {
  return database.transaction().execute(async (transaction) => {
    const { rows } = await sql<FraudSettingsRow>`
      with tallies as (delete from fraud_tallies)
      update fraud_settings set spending_limit = null, maintenance_mode = false, epoch = epoch + 1
      returning spending_limit, maintenance_mode
    `.execute(transaction);
    const [settings] = rows;
    if (!settings) throw new Error('The fraud settings have no row');
    await announce(transaction, 'fraudSettings');
    return settings;
  });
}
