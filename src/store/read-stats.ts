import { sql } from 'kysely';
import type { Store } from './database.js';

export interface OrderStats {
  /** Orders placed per second, over the window. */
  readonly acceptRate: number;
  /** Orders closed per second, over the window. */
  readonly completeRate: number;
  readonly openOrders: number;
}

/** In seconds. */
const WINDOW = 30;

/** Reads the rates over the last 30 s and the number of open orders, from three index ranges. */
export async function readStats(database: Store): Promise<OrderStats> {
  const { rows } = await sql<{ placed: number; closed: number; open: number }>`
    select
      (select count(*) from orders where placed_at > now() - make_interval(secs => ${WINDOW})) as placed,
      (select count(*) from orders where closed_at > now() - make_interval(secs => ${WINDOW})) as closed,
      (select count(*) from orders where closed_at is null) as open
  `.execute(database);
  const { placed, closed, open } = rows[0] ?? { placed: 0, closed: 0, open: 0 };
  return { acceptRate: placed / WINDOW, completeRate: closed / WINDOW, openOrders: open };
}
