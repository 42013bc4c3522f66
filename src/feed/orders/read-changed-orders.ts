import { sql } from 'kysely';
import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';
import type { MarkedRow } from '../../store/change-marks.js';
import { lineage } from '../../store/change-marks.js';
import type { Store } from '../../store/database.js';
import type { OrderEventRow } from '../../store/read-order-events.js';
import type { StoredOrder } from '../../store/read-orders.js';
import { markedOrderOf } from '../../store/read-orders.js';

/** The most timeline events of one order in one read. */
const EVENTS_A_READ = 200;

export interface WantedOrder {
  readonly orderId: string;
  /** With the timeline events after this sequence; null: without. */
  readonly eventsAfter: number | null;
}

export interface ChangedOrder extends StoredOrder {
  readonly events: readonly OrderEventRow[];
}

interface Row extends MarkedRow {
  readonly snapshot: OrderSnapshot;
  readonly event_count: number;
  readonly events: readonly (Omit<OrderEventRow, 'at'> & { readonly at: string })[] | null;
}

/** Reads many orders, and the new part of their timelines where somebody follows it, in one statement. */
export async function readChangedOrders(
  database: Store,
  wanted: readonly WantedOrder[],
): Promise<ReadonlyMap<string, ChangedOrder>> {
  const ids = wanted.map(({ orderId }) => orderId);
  const after = wanted.map(({ eventsAfter }) => eventsAfter);
  const { rows } = await sql<Row>`/* read-changed-orders */
    select orders.id, orders.snapshot, orders.event_count, orders.changed_in, ${lineage} as lineage,
      timeline.events
    from unnest(${ids}::text[], ${after}::integer[]) as wanted (id, events_after)
    join orders on orders.id = wanted.id
    left join lateral (
      select json_agg(event order by event.sequence) as events
      from (
        select * from order_events
        where order_id = wanted.id and sequence > wanted.events_after
        order by sequence
        limit ${sql.lit(EVENTS_A_READ)}
      ) as event
    ) as timeline on wanted.events_after is not null
  `.execute(database);
  return new Map(rows.map((row) => [row.id, changedOrderOf(row)]));
}

function changedOrderOf(row: Row): ChangedOrder {
  return {
    snapshot: markedOrderOf(row),
    eventCount: row.event_count,
    events: (row.events ?? []).map((event) => ({ ...event, at: new Date(event.at) })),
  };
}
