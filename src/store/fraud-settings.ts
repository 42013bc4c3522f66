import { sql } from 'kysely';
import { announce } from './announcements.js';
import type { Store } from './database.js';

export interface FraudSettingsRow {
  /** Minor units; null: no limit. */
  readonly spending_limit: number | null;
  readonly maintenance_mode: boolean;
}

export function readFraudSettings(database: Store): Promise<FraudSettingsRow> {
  return database
    .selectFrom('fraud_settings')
    .select(['spending_limit', 'maintenance_mode'])
    .executeTakeFirstOrThrow();
}

/** Changes the given settings, and announces it. */
export async function updateFraudSettings(
  transaction: Store,
  changes: Partial<FraudSettingsRow>,
): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  await transaction.updateTable('fraud_settings').set(changes).execute();
  await announce(transaction, 'fraudSettings');
}

/** Removes the limit, ends maintenance mode and clears all tallies, and announces it. */
export async function resetFraud(transaction: Store): Promise<void> {
  // Waits for charges under way, and lets the next see the new epoch: one that saw the former would add to a tally that
  // its refund takes nothing off. The lock of a table comes before a statement's snapshot, and waits in a fair queue.
  await sql`lock table fraud_tallies in share row exclusive mode`.execute(transaction);
  await sql`
    with tallies as (delete from fraud_tallies)
    update fraud_settings set spending_limit = null, maintenance_mode = false, epoch = epoch + 1
  `.execute(transaction);
  await announce(transaction, 'fraudSettings');
}
