import { sql } from 'kysely';
import { WEBHOOK_CHANGES_CHANNEL } from '../../schema/contract/webhook-workflow.js';
import type { Store } from './database.js';

/** The PostgreSQL channels on which API processes notify each other of what managers changed. */
export const announcementChannels = {
  /** No payload: there is one row of settings. */
  fraudSettings: 'fraud_settings_changes',
  /** The payload is the SKU. */
  stock: 'stock_adjustments',
  /** The payload is the id. Workers listen, and announce, too. */
  webhooks: WEBHOOK_CHANGES_CHANNEL,
} as const;

/**
 * Announces a change when the transaction commits. Such a commit takes a database-wide lock, which is fine for the rare
 * changes by managers; changes of orders go through the workers' notifier instead.
 */
export async function announce(
  transaction: Store,
  about: keyof typeof announcementChannels,
  payload = '',
): Promise<void> {
  await sql`select pg_notify(${announcementChannels[about]}, ${payload})`.execute(transaction);
}
