import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { eventCursor, sequenceOfCursor } from './cursors.js';
import type { Store } from './database.js';
import type { Page, PageRequest } from './page.js';
import { pageOf } from './page.js';
import type { OrderEventRow } from './read-order-events.js';

/** The same page of each of these orders' timelines, oldest first, in one query. */
export async function readEventPages(
  database: Store,
  orderIds: readonly string[],
  request: PageRequest,
): Promise<ReadonlyMap<string, Page<OrderEventRow>>> {
  const { rows } = await sql<OrderEventRow>`
    select event.*
    from unnest(${orderIds}::text[]) as wanted (order_id)
    cross join lateral (
      select * from order_events
      where order_events.order_id = wanted.order_id and ${rangeOf(request)}
      order by sequence ${request.fromEnd ? sql`desc` : sql`asc`}
      limit ${request.size + 1}
    ) as event
    order by event.order_id, event.sequence ${request.fromEnd ? sql`desc` : sql`asc`}
  `.execute(database);
  const byOrder = new Map(orderIds.map((id) => [id, [] as OrderEventRow[]]));
  for (const row of rows) byOrder.get(row.order_id)?.push(row);
  return new Map([...byOrder].map(([id, events]) => [id, pageOf(events, request, edgeOf)]));
}

function rangeOf({ after, before }: PageRequest): RawBuilder<boolean> {
  const from = sql<boolean>`sequence > ${after === null ? 0 : sequenceOfCursor(after)}`;
  return before === null ? from : sql`${from} and sequence < ${sequenceOfCursor(before)}`;
}

function edgeOf(node: OrderEventRow): { readonly cursor: string; readonly node: OrderEventRow } {
  return { cursor: eventCursor(node.sequence), node };
}
