import type pg from 'pg';
import type { OrderEventType } from '../../../schema/domain/order-event.js';
import type { OrderSnapshot } from '../../../schema/domain/order-snapshot.js';

export interface SettledEvent {
  readonly sequence: number;
  readonly type: OrderEventType;
  readonly at: Date;
  readonly fulfillment_id: string | null;
  readonly request_id: string | null;
  readonly message: string;
}

/** An order as the read model has it after the campaign. */
export interface SettledOrder {
  readonly snapshot: OrderSnapshot;
  readonly revision: number;
  readonly events: readonly SettledEvent[];
}

export async function readSettledOrders(database: pg.Client): Promise<ReadonlyMap<string, SettledOrder>> {
  const orders = await database.query<{ readonly id: string } & Omit<SettledOrder, 'events'>>(
    'select id, snapshot, revision from orders',
  );
  const events = await database.query<SettledEvent & { readonly order_id: string }>(
    `select order_id, sequence, type, at, fulfillment_id, request_id, message from order_events
     order by order_id, sequence`,
  );
  const settled = new Map(
    orders.rows.map(({ id, ...row }) => [id, { ...row, events: [] as SettledEvent[] }]),
  );
  for (const { order_id: id, ...event } of events.rows) settled.get(id)?.events.push(event);
  return settled;
}
