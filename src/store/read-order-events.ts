import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { OrderEventsTable } from '../../schema/database/tables.js';
import type { Store } from './database.js';

/** What the GraphQL type `OrderEvent` is resolved from. */
export type OrderEventRow = Omit<Selectable<OrderEventsTable>, 'written_in'>;

export interface EventRange {
  /** Only events after this sequence; 0: from the first. */
  readonly after: number;
  /** Only events before this sequence; left out: to the last. */
  readonly before?: number;
  readonly limit: number;
  /** Apply the limit from the newest end of the range. The result is ascending all the same. */
  readonly newest?: boolean;
}

/** Part of an order's timeline, oldest first. */
export async function readOrderEvents(
  database: Store,
  orderId: string,
  { after, before, limit, newest = false }: EventRange,
): Promise<readonly OrderEventRow[]> {
  let query = database
    .selectFrom('order_events')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('sequence', '>', after)
    .orderBy('sequence', newest ? 'desc' : 'asc')
    .limit(limit);
  if (before !== undefined) query = query.where('sequence', '<', before);
  const rows = await query.execute();
  return newest ? rows.reverse() : rows;
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
