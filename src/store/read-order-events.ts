import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { OrderEventsTable } from '../../schema/database/tables.js';
import type { Store } from './database.js';

/** What the GraphQL type `OrderEvent` is resolved from. */
export type OrderEventRow = Omit<Selectable<OrderEventsTable>, 'written_in'>;

/** The next part of an order's timeline, oldest first. */
export function readOrderEvents(
  database: Store,
  orderId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly OrderEventRow[]> {
  return database
    .selectFrom('order_events')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
}

/** Single events, each by `<sequence>:<order id>`. */
export async function readEventsByKey(
  database: Store,
  keys: readonly string[],
): Promise<ReadonlyMap<string, OrderEventRow>> {
  const wanted = keys.map((key) => {
    const at = key.indexOf(':');
    return sql`(${key.slice(at + 1)}, ${Number(key.slice(0, at))}::integer)`;
  });
  const rows = await database
    .selectFrom('order_events')
    .selectAll()
    .where(sql<boolean>`(order_id, sequence) in (${sql.join(wanted)})`)
    .execute();
  return new Map(rows.map((row) => [`${row.sequence}:${row.order_id}`, row]));
}
