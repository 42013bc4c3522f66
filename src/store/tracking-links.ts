import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { TrackingLinksTable } from '../../schema/database/tables.js';
import type { Store } from './database.js';

export type TrackingLinkRow = Selectable<TrackingLinksTable>;

/** The order that a link is for, and how long it works from now on. */
export interface LinkedOrder {
  readonly orderId: string;
  readonly customerId: string;
  readonly lifetimeSeconds: number;
}

/** The links with these ids, revoked and expired ones too. */
export async function readTrackingLinks(
  database: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, TrackingLinkRow>> {
  const rows = await database.selectFrom('tracking_links').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Which of these links are revoked. */
export async function revokedAmong(database: Store, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database
    .selectFrom('tracking_links')
    .select('id')
    .where(sql<boolean>`id = any(${ids}::text[])`)
    .where('revoked_at', 'is not', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** The order's link, if it has one that is neither revoked nor expired. */
export async function findTrackingLink(database: Store, orderId: string): Promise<TrackingLinkRow | null> {
  const row = await database
    .selectFrom('tracking_links')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row ?? null;
}

/** Prolongs the order's link, or makes one with this id where it has none that still works. */
export async function keepTrackingLink(
  transaction: Store,
  newId: string,
  { orderId, customerId, lifetimeSeconds }: LinkedOrder,
): Promise<void> {
  const expiresAt = sql<Date>`now() + make_interval(secs => ${lifetimeSeconds})`;
  await transaction
    .updateTable('tracking_links')
    .set({ revoked_at: sql<Date>`now()` })
    .where('order_id', '=', orderId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '<=', sql<Date>`now()`)
    .execute();
  await transaction
    .insertInto('tracking_links')
    .values({ id: newId, order_id: orderId, customer_id: customerId, expires_at: expiresAt })
    .onConflict((conflict) =>
      conflict
        .column('order_id')
        .where('revoked_at', 'is', null)
        .doUpdateSet({ expires_at: sql<Date>`greatest(tracking_links.expires_at, excluded.expires_at)` }),
    )
    .execute();
}

/** Ends the order's link, if it has one. */
export async function revokeTrackingLink(transaction: Store, orderId: string): Promise<void> {
  await transaction
    .updateTable('tracking_links')
    .set({ revoked_at: sql<Date>`now()` })
    .where('order_id', '=', orderId)
    .where('revoked_at', 'is', null)
    .execute();
}
