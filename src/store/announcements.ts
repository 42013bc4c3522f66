import { sql } from 'kysely';
import type { Store } from './database.js';

/** The PostgreSQL channels on which API processes tell each other what managers changed. */
export const announcementChannels = {
  /** No payload: there is one row of settings. */
  fraudSettings: 'fraud_settings_changes',
  /** The payload is the SKU. */
  stock: 'stock_adjustments',
} as const;

/**
 * Announces, when the transaction commits, what it changed. Such a commit takes a lock of the whole database, which
 * what managers do by hand is rare enough for; what orders do goes through the workers' notifier instead.
 */
export async function announce(
  transaction: Store,
  about: keyof typeof announcementChannels,
  payload = '',
): Promise<void> {
  await sql`select pg_notify(${announcementChannels[about]}, ${payload})`.execute(transaction);
}
