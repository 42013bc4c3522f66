import type { ReservedFulfillment } from '../../schema/contract/order-activities.js';
import type { OrderClaimsTable } from '../../schema/database/tables.js';
import type { Allocations } from '../../schema/domain/allocate-items.js';
import { allocateItems } from '../../schema/domain/allocate-items.js';
import { fulfillmentIdOf } from '../../schema/domain/ids.js';
import type { OrderItem } from '../../schema/domain/order-snapshot.js';
import type { Database } from '../database.js';
import { onlyRow } from '../database.js';
import type { Inventory, ReservationRequest, ReservedItems } from './inventory.js';

/** How often other orders may take the last units first before the activity fails and is retried later. */
const ROUNDS = 10;

const readStock = {
  name: 'read-stock',
  text: `
    select wanted.sku, products.name, products.unit_price, stock.location, stock.available
    from unnest($1::text[]) as wanted (sku)
    left join products on products.sku = wanted.sku
    left join stock on stock.sku = wanted.sku and stock.available > 0`,
};

/**
 * Reserves all lines and stores the result, or does nothing if units or the claim have gone meanwhile. It calculates from
 * the locked rows: an update first calculates from the statement's snapshot, which may violate a check that the newest
 * row does not.
 */
const takeItems = {
  name: 'take-items',
  text: `
    with claim as materialized (
      select order_id from order_claims
      where order_id = $1 and run_id = $2 and state = 'CLAIMED'
      for update
    ), wanted as materialized (
      select stock.sku, stock.location, stock.available, stock.reserved, line.quantity
      from claim
      cross join jsonb_to_recordset($3::jsonb) as line (sku text, location text, quantity integer)
      join stock on stock.sku = line.sku and stock.location = line.location
      order by stock.sku, stock.location
      for update of stock
    ), verdict as materialized (
      select exists (select from claim)
        and (select count(*) from wanted where available >= quantity) = jsonb_array_length($3::jsonb) as granted
    ), taken as (
      update stock set available = wanted.available - wanted.quantity, reserved = wanted.reserved + wanted.quantity
      from wanted, verdict
      where granted and stock.sku = wanted.sku and stock.location = wanted.location
    ), kept as (
      insert into reservations (fulfillment_id, order_id, location, state, lines)
      select kept.id, $1, kept.location, 'RESERVED', kept.lines
      from verdict, jsonb_to_recordset($4::jsonb) as kept (id text, location text, lines jsonb)
      where granted
    ), settled as (
      update order_claims set state = 'RESERVED', result = $5::jsonb
      from verdict where granted and order_id = $1
    )
    select granted from verdict`,
};

const readClaim = {
  name: 'read-claim',
  text: 'select state, result from order_claims where order_id = $1 and run_id = $2',
};

/** Prevents the order from ever being reserved. Claims the id if the order has not yet, unless another run has it. */
const voidClaim = {
  name: 'void-claim',
  text: `
    insert into order_claims (order_id, run_id, state)
    select $1, $2, 'VOIDED' where not exists (select from orders where id = $1 and run_id <> $2)
    on conflict (order_id) do update set state = 'VOIDED'
      where order_claims.run_id = excluded.run_id and order_claims.state <> 'VOIDED'`,
};

const putBack = {
  name: 'put-back-items',
  text: `
    with released as (
      update reservations set state = 'RELEASED' from order_claims
      where reservations.order_id = $1 and order_claims.order_id = $1 and order_claims.run_id = $2
        and reservations.state = 'RESERVED' and ($3::text[] is null or fulfillment_id = any ($3))
      returning reservations.location, reservations.lines
    ), returning_units as materialized (
      select stock.sku, stock.location, line.quantity
      from released
      cross join jsonb_to_recordset(released.lines) as line (sku text, quantity integer)
      join stock on stock.sku = line.sku and stock.location = released.location
      order by stock.sku, stock.location
      for update of stock
    )
    update stock set available = available + quantity, reserved = reserved - quantity
    from returning_units as back
    where stock.sku = back.sku and stock.location = back.location`,
};

/** The stock of this installation's own database; the claim on the order's id is its intent row. */
export function createPostgresInventory(database: Database): Inventory {
  return {
    async reserve(request) {
      for (let round = 0; round < ROUNDS; round++) {
        const stock = await readStockLevels(database, request);
        const reserved = reservedItemsOf(request, stock);
        if (await tryToTake(database, request, reserved)) return reserved;
        const earlier = await outcomeOf(database, request);
        if (earlier !== null) return earlier;
      }
      throw new Error('Other orders took the last units each time they were counted');
    },

    async release({ orderId, runId, fulfillmentIds }) {
      if (fulfillmentIds === null) await database.run(voidClaim, [orderId, runId]);
      // A separate statement, so that it sees what a reservation just before the void has taken.
      await database.run(putBack, [orderId, runId, fulfillmentIds]);
    },
  };
}

interface StockLevel {
  readonly sku: string;
  readonly name: string | null;
  readonly unit_price: number | null;
  readonly location: string | null;
  readonly available: number | null;
}

function readStockLevels(database: Database, request: ReservationRequest): Promise<readonly StockLevel[]> {
  return database.run<StockLevel>(readStock, [request.items.map(({ sku }) => sku)]);
}

function reservedItemsOf({ orderId, items }: ReservationRequest, rows: readonly StockLevel[]): ReservedItems {
  const catalogue = new Map(rows.map((row) => [row.sku, row]));
  const units = new Map(rows.map(({ sku }) => [sku, new Map<string, number>()]));
  for (const { sku, location, available } of rows) {
    if (location !== null && available !== null) units.get(sku)?.set(location, available);
  }
  const described = items.map(({ sku, quantity }): OrderItem => {
    const product = catalogue.get(sku);
    return { sku, quantity, name: product?.name ?? null, unitPrice: product?.unit_price ?? null };
  });
  return { items: described, fulfillments: fulfillmentsOf(orderId, allocateItems(described, units)) };
}

function fulfillmentsOf(
  orderId: string,
  { allocations, unavailable }: Allocations<OrderItem>,
): readonly ReservedFulfillment[] {
  const parts = [...allocations, ...(unavailable.length > 0 ? [{ location: null, lines: unavailable }] : [])];
  return parts.map(({ location, lines }, index) => ({
    id: fulfillmentIdOf(orderId, index + 1),
    location,
    items: lines,
  }));
}

async function tryToTake(
  database: Database,
  { orderId, runId }: ReservationRequest,
  reserved: ReservedItems,
): Promise<boolean> {
  const kept = reserved.fulfillments.flatMap(({ id, location, items }) =>
    location === null ? [] : [{ id, location, lines: items.map(({ sku, quantity }) => ({ sku, quantity })) }],
  );
  const lines = kept.flatMap(({ location, lines }) => lines.map((line) => ({ ...line, location })));
  const rows = await database.run<{ readonly granted: boolean }>(takeItems, [
    orderId,
    runId,
    JSON.stringify(lines),
    JSON.stringify(kept),
    JSON.stringify(reserved),
  ]);
  return onlyRow(rows).granted;
}

/** The outcome of the claim by another attempt or a release; null while it is open. */
async function outcomeOf(
  database: Database,
  { orderId, runId }: ReservationRequest,
): Promise<ReservedItems | 'VOIDED' | null> {
  type Claim = Pick<OrderClaimsTable, 'state'> & { readonly result: ReservedItems | null };
  const claim = onlyRow(await database.run<Claim>(readClaim, [orderId, runId]));
  switch (claim.state) {
    case 'CLAIMED':
      return null;
    case 'RESERVED':
      if (claim.result === null) throw new Error('The order is reserved without a result');
      return claim.result;
    case 'VOIDED':
      return 'VOIDED';
    default:
      return claim.state satisfies never;
  }
}
