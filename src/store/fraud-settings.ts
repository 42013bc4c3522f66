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

/** Sets what is given, and leaves the rest. */
export async function updateFraudSettings(
  transaction: Store,
  changes: Partial<FraudSettingsRow>,
): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  await transaction.updateTable('fraud_settings').set(changes).execute();
  await announce(transaction, 'fraudSettings');
}

/** No limit, no maintenance, and every customer's tally at zero. */
export async function resetFraud(transaction: Store): Promise<void> {
  await sql`
    with tallies as (delete from fraud_tallies)
    update fraud_settings set spending_limit = null, maintenance_mode = false, epoch = epoch + 1
  `.execute(transaction);
  await announce(transaction, 'fraudSettings');
}
