import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { OrderListFilter, ShipmentListFilter } from '../../src/feed/lists/list-change.js';
import { ListStream } from '../../src/feed/lists/list-stream.js';
import { lineage } from '../../src/store/change-marks.js';
import { markedOrderOf } from '../../src/store/read-orders.js';
import { shipmentColumns, shipmentRecordOf } from '../../src/store/read-shipments.js';
import { reachConditions } from '../../src/store/shipment-reach.js';
import type { ShipmentRecord } from '../../src/store/shipment-record.js';
import type { FeedDatabase } from './feed-database.js';
import { startFeedDatabase } from './feed-database.js';
import { KeptList } from './kept-list.js';
import { PlayedOrder } from './played-order.js';
import { Random } from './random.js';
import { untilAnswered } from './until-answered.js';

let database: FeedDatabase;

beforeAll(async () => {
  database = await startFeedDatabase();
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

/** The only order of which a list shows the shipments. */
const ONE_ORDER = `order-${randomUUID()}`;

/** @param later some of the orders are placed, and changed for the last time, before it */
const orderFiltersFor = (later: number): readonly OrderListFilter[] => [
  {},
  { statuses: ['PROCESSING'] },
  { statuses: ['PENDING', 'CUSTOMER_ACTION_REQUIRED'] },
  { statuses: ['COMPLETED', 'FAILED', 'CANCELLED'] },
  { statuses: [] },
  { customerId: 'ada' },
  { customerId: 'bob', statuses: ['PROCESSING', 'COMPLETED'] },
  { placedBefore: 0 },
  { placedBefore: later },
  { placedAfter: later },
  { placedAfter: later, customerId: 'cyd' },
  { updatedAfter: later },
  { updatedAfter: later, statuses: ['PROCESSING'] },
  { isLate: true },
  { isLate: true, customerId: 'ada' },
  { isLate: false, statuses: ['PROCESSING'] },
];

const shipmentFilters: readonly ShipmentListFilter[] = [
  {},
  { statuses: ['BOOKED'] },
  { statuses: ['DISPATCHED', 'DELIVERED'], location: 'north' },
  { customerId: 'ada', statuses: ['PENDING', 'BOOKED'] },
  { location: 'south' },
  { location: 'nowhere' },
  { customerId: 'bob', location: 'north' },
  { courierId: 'cora' },
  { assigned: false, statuses: ['BOOKED', 'DISPATCHED'] },
  { reach: { courierId: 'cora', locations: null } },
  { reach: { courierId: 'carl', locations: ['north'] } },
  { reach: { courierId: 'carl', locations: [] }, statuses: ['DISPATCHED'] },
  { orderId: ONE_ORDER },
  { orderId: ONE_ORDER, statuses: ['PENDING'] },
  { isLate: true },
  { isLate: true, location: 'north' },
  { isLate: false, statuses: ['BOOKED', 'DISPATCHED'] },
];

async function readOrderList(filter: OrderListFilter): Promise<ReadonlyMap<string, OrderSnapshot>> {
  let query = database.store
    .selectFrom('orders')
    .select(['id', 'snapshot', 'changed_in', lineage.as('lineage')]);
  if (filter.statuses) query = query.where('status', 'in', filter.statuses.length ? filter.statuses : [null]);
  if (filter.customerId) query = query.where('customer_id', '=', filter.customerId);
  if (filter.placedBefore !== undefined) query = query.where('placed_at', '<', new Date(filter.placedBefore));
  if (filter.placedAfter !== undefined) query = query.where('placed_at', '>', new Date(filter.placedAfter));
  if (filter.updatedAfter !== undefined)
    query = query.where('updated_at', '>', new Date(filter.updatedAfter));
  if (filter.isLate !== undefined) query = query.where('is_late', '=', filter.isLate);
  return new Map((await untilAnswered(() => query.execute())).map((row) => [row.id, markedOrderOf(row)]));
}

async function readShipmentList(filter: ShipmentListFilter): Promise<ReadonlyMap<string, ShipmentRecord>> {
  let query = database.store.selectFrom('shipments').select(shipmentColumns).select(lineage.as('lineage'));
  if (filter.statuses) query = query.where('status', 'in', filter.statuses);
  if (filter.customerId) query = query.where('customer_id', '=', filter.customerId);
  if (filter.orderId) query = query.where('order_id', '=', filter.orderId);
  if (filter.location) query = query.where('location', '=', filter.location);
  if (filter.courierId) query = query.where('courier_id', '=', filter.courierId);
  if (filter.assigned === false) query = query.where('courier_id', 'is', null);
  if (filter.isLate !== undefined) query = query.where('is_late', '=', filter.isLate);
  const alternatives = filter.reach && reachConditions({ of: 'COURIER', ...filter.reach });
  if (alternatives) query = query.where(sql<boolean>`(${sql.join(alternatives, sql` or `)})`);
  return new Map(
    (await untilAnswered(() => query.execute())).map((row) => [row.id, unmarked(shipmentRecordOf(row))]),
  );
}

/** A live list takes its shipments out of their orders, which do not know the marks. */
function unmarked({ changeMark: _, ...record }: ShipmentRecord): ShipmentRecord {
  return record;
}

describe('live lists', () => {
  test('equal a fresh query at the end of a random run of changes and lost connections', async () => {
    const random = new Random();
    const orders: PlayedOrder[] = [];
    const orderFilters = orderFiltersFor(Date.now() + 300);
    const slowly = async () => {
      if (random.chance(0.02)) await sleep(random.below(30));
    };
    const keptOrders = orderFilters.map(
      (filter) =>
        new KeptList(
          database.feed.watchOrders(filter),
          () => readOrderList(filter),
          (order) => order.revision,
          slowly,
        ),
    );
    const keptShipments = shipmentFilters.map(
      (filter) =>
        new KeptList(
          database.feed.watchShipments(filter),
          () => readShipmentList(filter),
          (record) => record.revision,
          slowly,
        ),
    );
    for (let round = 0; round < 60; round++) {
      if (random.chance(0.1)) await database.breakListener();
      const customer = random.pick(['ada', 'bob', 'cyd']);
      orders.push(new PlayedOrder(random, round === 3 ? ONE_ORDER : undefined, customer));
      const changing = orders.filter((order) => !order.isClosed && random.chance(0.5));
      await Promise.all(
        changing.map(async (order) => {
          const publication = order.publication();
          // Told twice, as by an activity that is repeated.
          if (random.chance(0.1)) await database.publish(publication);
          await database.publish(publication);
          // Some changes are never published on their own.
          for (let steps = random.below(3); steps >= 0 && !order.isClosed; steps--) order.advance();
        }),
      );
    }
    await Promise.all(orders.map((order) => database.publish(order.publication())));
    for (const [index, filter] of orderFilters.entries()) {
      const fresh = await readOrderList(filter);
      await expect
        .poll(() => new Map(keptOrders[index]?.items), { message: JSON.stringify(filter) })
        .toEqual(fresh);
    }
    for (const [index, filter] of shipmentFilters.entries()) {
      const fresh = await readShipmentList(filter);
      await expect
        .poll(() => new Map(keptShipments[index]?.items), { message: JSON.stringify(filter) })
        .toEqual(fresh);
    }
  });

  test('tell a reader that falls too far behind to read the list again, and queue no more than their bound', async () => {
    const dropped: string[] = [];
    const stream = new ListStream<{ readonly id: string }>(
      () => () => {},
      (what) => dropped.push(what),
    );
    stream.resync({ kind: 'RESYNC' });
    expect((await stream.next()).value).toEqual({ kind: 'RESYNC' });
    for (let id = 0; id < 999; id++)
      stream.push({ kind: 'CHANGED', id: String(id), item: { id: String(id) } });
    stream.push({ kind: 'LEFT', id: '5', item: { id: 'newer' } });
    expect((await stream.next()).value).toMatchObject({ kind: 'CHANGED', id: '0' });
    for (let id = 1_000; id < 1_010; id++)
      stream.push({ kind: 'CHANGED', id: String(id), item: { id: String(id) } });
    expect((await stream.next()).value).toEqual({ kind: 'RESYNC' });
    const rest: unknown[] = [];
    stream.end();
    for await (const change of stream) rest.push(change);
    expect(rest.length).toBeLessThan(10);
    expect(dropped).toEqual(['state', 'list']);
  });
});
