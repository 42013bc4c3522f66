import type { ReserveItemsRequest } from '../../schema/contract/order-activities.js';
import type { OrderClaimsTable } from '../../schema/database/tables.js';
import type { Database } from '../database.js';
import { onlyRow } from '../database.js';
import type { ReservedItems } from './inventory.js';
import { EVENT_COLUMNS, given, orderValues } from './publication-rows.js';

/**
 * Claims the order's id for this run, unless it is claimed or an order has it, and stores the order as placed
 * in the same transaction. The statement runs again if a claim or row appeared since it began.
 */
const claim = {
  name: 'claim-order',
  text: `
    with known as materialized (
      select run_id, state, result from order_claims where order_id = ${given.id}
    ), shown as materialized (
      select run_id from orders where id = ${given.id}
    ), claimed as (
      insert into order_claims (order_id, run_id, state)
      select ${given.id}, ${given.runId}, 'CLAIMED'
      where not exists (select from known) and not exists (select from shown where run_id <> ${given.runId})
      returning order_id
    ), placed as (
      insert into orders (id, run_id, customer_id, status, revision, placed_at, updated_at, closed_at, is_late, skus,
        event_count, snapshot)
      select ${given.id}, ${given.runId}, ${given.customerId}, ${given.status}, ${given.revision},
        ${given.placedAt}, ${given.updatedAt}, ${given.closedAt}, ${given.isLate},
        array(select item ->> 'sku' from jsonb_array_elements(${given.snapshot}::jsonb -> 'items') as item),
        jsonb_array_length(${given.events}::jsonb), ${given.snapshot}::jsonb
      from claimed where not exists (select from shown)
      returning event_count
    ), timeline as (
      insert into order_events (order_id, sequence, key, type, at, actor_kind, actor_id, fulfillment_id,
        request_id, message)
      select ${given.id}, place + 1, key, type, at, actor_kind, actor_id, fulfillment_id, request_id, message
      from placed, jsonb_to_recordset(${given.events}::jsonb) as event ${EVENT_COLUMNS}
    )
    select (
        exists (select from claimed) or exists (select from known where run_id = ${given.runId})
      ) as owned,
      coalesce((select state from known), 'CLAIMED') as state,
      (select result from known) as result,
      (select event_count from placed) as "eventCount"`,
};

export interface Claim {
  /** Whether the id belongs to this run. */
  readonly owned: boolean;
  readonly state: OrderClaimsTable['state'];
  readonly result: ReservedItems | null;
  /** How many timeline events the order was placed with; null if it was stored before. */
  readonly eventCount: number | null;
}

/** Claims the id of an order for good. */
export async function claimOrder(database: Database, { placed }: ReserveItemsRequest): Promise<Claim> {
  return onlyRow(await database.run<Claim>(claim, orderValues(placed)));
}
