import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OrderActivities, Publication } from '../../schema/contract/order-activities.js';
import type { OrderChange } from '../../schema/contract/order-changes.js';
import { ORDER_CHANGES_CHANNEL } from '../../schema/contract/order-changes.js';
import { migrations } from '../../schema/database/migrations.js';
import { shipmentIdOf } from '../../schema/domain/ids.js';
import type { FulfillmentSnapshot } from '../../schema/domain/order-snapshot.js';
import type { ShipmentStatus } from '../../schema/domain/shipment-status.js';
import type { Store } from '../../src/store/database.js';
import { openStore } from '../../src/store/database.js';
import { pageRequestOf } from '../../src/store/page.js';
import { readShipmentPage } from '../../src/store/read-shipment-page.js';
import { shipmentRecords } from '../../src/store/shipment-record.js';
import type { ActivityDatabase } from './activity-database.js';
import { createActivityDatabase, killedAt } from './activity-database.js';
import { AT, orderActivities, placedOrder, republished, reservationOf, timelineEvent } from './orders.js';

let stage: ActivityDatabase;
let store: Store;
let activities: OrderActivities;
let listener: pg.Client;
let heard: OrderChange[] = [];

beforeAll(async () => {
  stage = await createActivityDatabase();
  store = openStore(stage.url);
  activities = orderActivities(stage);
  listener = new pg.Client(stage.url);
  await listener.connect();
  listener.on('notification', ({ payload }) => heard.push(...JSON.parse(payload ?? '[]')));
  await listener.query(`listen ${ORDER_CHANGES_CHANNEL}`);
});
beforeEach(() => {
  heard = [];
});
afterAll(async () => {
  await listener.end();
  await store.destroy();
  await stage[Symbol.asyncDispose]();
});

/**
 * What was announced about an order, without the times. The query makes sure that everything sent before it has
 * arrived.
 */
async function heardOf(orderId: string): Promise<readonly Omit<OrderChange, 'sentAt'>[]> {
  await listener.query('select');
  return heard.filter((change) => change.orderId === orderId).map(({ sentAt: _, ...change }) => change);
}

async function rowsOf(orderId: string) {
  const [order] = await stage.query<{ status: string; revision: number; event_count: number }>(
    'select status, revision, event_count from orders where id = $1',
    [orderId],
  );
  const events = await stage.query<{ sequence: number; key: string }>(
    'select sequence, key from order_events where order_id = $1 order by sequence',
    [orderId],
  );
  return { order, events: events.map(({ sequence, key }) => [sequence, key]) };
}

function fulfillmentOf(
  orderId: string,
  n: number,
  sku: string,
  status: ShipmentStatus,
  revision: number,
): FulfillmentSnapshot {
  return {
    id: `${orderId}:${n}`,
    status: 'PROCESSING',
    location: 'east',
    items: [{ sku, quantity: 2, name: 'A shoe', unitPrice: 10_000 }],
    payment: null,
    failureReason: null,
    shipment: {
      id: shipmentIdOf(orderId, n),
      revision,
      status,
      carrier: 'Swift Parcel',
      trackingNumber: `SP${n}`,
      estimatedDelivery: null,
      dispatchedAt: null,
      deliveredAt: null,
      updatedAt: AT,
      trackingEvents: [],
    },
  };
}

test('a shipment from before `createdAt` is the same in a page and in its order', async () => {
  const placed = placedOrder([{ sku: 'a', quantity: 2 }]);
  const { id } = placed.snapshot;
  const fulfillments = [fulfillmentOf(id, 1, 'a', 'BOOKED', 2)].map(({ shipment, ...fulfillment }) => ({
    ...fulfillment,
    shipment: shipment && { ...shipment, updatedAt: '2026-03-01T11:00:00.000Z' },
  }));
  const booked = republished(placed, { fulfillments });
  await activities.publishOrder(placed);
  await activities.publishOrder(booked);
  const page = async () => {
    const selection = { orderId: id, reach: { of: 'ALL' } } as const;
    const request = pageRequestOf({});
    return (await readShipmentPage(store, selection, 'CREATED_AT_ASC', request)).nodes;
  };
  const [record] = shipmentRecords(booked.snapshot);
  expect(await page()).toEqual([{ ...record, changeMark: expect.any(String) }]);

  // 0.1.0 wrote when the shipment was first published.
  await stage.query('update shipments set created_at = updated_at where order_id = $1', [id]);
  await migrations['0014-created-with-their-orders']?.up(store);
  expect(await page()).toEqual([{ ...record, changeMark: expect.any(String) }]);
});

test('stores the state and numbered events, and announces the old and the new state', async () => {
  const placed = placedOrder([{ sku: 'a', quantity: 1 }]);
  const { id } = placed.snapshot;
  await activities.publishOrder(placed);
  await activities.publishOrder(
    republished(placed, { status: 'PROCESSING' }, [
      timelineEvent('b'),
      timelineEvent('c'),
      timelineEvent('b'),
    ]),
  );

  expect(await rowsOf(id)).toEqual({
    order: { status: 'PROCESSING', revision: 2, event_count: 3 },
    events: [
      [1, 'placed'],
      [2, 'b'],
      [3, 'c'],
    ],
  });
  const told = { orderId: id, customerId: 'ada', isLate: false, wasLate: false, shipments: [] };
  expect(await heardOf(id)).toEqual([
    { ...told, revision: 1, status: 'PENDING', previousStatus: null, lastSequence: 1 },
    { ...told, revision: 2, status: 'PROCESSING', previousStatus: 'PENDING', lastSequence: 3 },
  ]);
});

test('run again, it stores nothing more and announces the same', async () => {
  const placed = placedOrder([{ sku: 'a', quantity: 1 }]);
  const { id } = placed.snapshot;
  const next = republished(
    placed,
    { status: 'PROCESSING', fulfillments: [fulfillmentOf(id, 1, 'a', 'BOOKED', 2)] },
    [timelineEvent('b')],
  );
  await activities.publishOrder(placed);
  await activities.publishOrder(next);
  const before = await rowsOf(id);
  await activities.publishOrder(next);
  await Promise.all([activities.publishOrder(next), activities.publishOrder(next)]);

  expect(await rowsOf(id)).toEqual(before);
  const [, first, ...again] = await heardOf(id);
  expect(again).toEqual([first, first, first]);
});

test('an older state that arrives late changes nothing, but its events are kept', async () => {
  const placed = placedOrder([{ sku: 'a', quantity: 1 }]);
  const { id } = placed.snapshot;
  const second = republished(placed, { status: 'PROCESSING', revision: 2 }, [timelineEvent('second')]);
  const third = republished(placed, { status: 'COMPLETED', revision: 3, closedAt: AT }, [
    timelineEvent('third'),
  ]);
  await activities.publishOrder(placed);
  await activities.publishOrder(third);
  await activities.publishOrder(second);

  expect(await rowsOf(id)).toEqual({
    order: { status: 'COMPLETED', revision: 3, event_count: 3 },
    events: [
      [1, 'placed'],
      [2, 'third'],
      [3, 'second'],
    ],
  });
  expect((await heardOf(id)).at(-1)).toMatchObject({ revision: 3, status: 'COMPLETED', lastSequence: 3 });
});

test('another run with the same id changes neither state nor events, and announces nothing', async () => {
  const placed = placedOrder([{ sku: 'a', quantity: 1 }]);
  const { id } = placed.snapshot;
  await activities.publishOrder(placed);
  const other: Publication = {
    ...republished(
      placed,
      { status: 'CANCELLED', revision: 9, fulfillments: [fulfillmentOf(id, 1, 'a', 'BOOKED', 9)] },
      [timelineEvent('x')],
    ),
    runId: 'another',
  };
  await activities.publishOrder(other);

  expect(await rowsOf(id)).toEqual({
    order: { status: 'PENDING', revision: 1, event_count: 1 },
    events: [[1, 'placed']],
  });
  expect(await stage.query('select id from shipments where order_id = $1', [id])).toEqual([]);
  expect(await heardOf(id)).toHaveLength(1);
});

test('publications at the same time number every event once', async () => {
  const placed = placedOrder([{ sku: 'a', quantity: 1 }]);
  const { id } = placed.snapshot;
  const publications = Array.from({ length: 12 }, (_, index) =>
    republished(placed, { revision: index + 1 }, [
      timelineEvent(`e${index}`),
      timelineEvent(`e${index + 1}`),
    ]),
  );
  await Promise.all(publications.map((publication) => activities.publishOrder(publication)));

  const { order, events } = await rowsOf(id);
  expect(order).toMatchObject({ revision: 12, event_count: 13 });
  expect(events.map(([sequence]) => sequence)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
  expect(new Set(events.map(([, key]) => key)).size).toBe(13);
});

test('a dispatched shipment takes its units out of the warehouse, once', async () => {
  const sku = await stage.product({ east: 10 });
  const placed = placedOrder([{ sku, quantity: 2 }]);
  const { id } = placed.snapshot;
  await activities.reserveItems(reservationOf(placed));
  const at = (status: ShipmentStatus, revision: number) =>
    republished(placed, { revision, fulfillments: [fulfillmentOf(id, 1, sku, status, revision)] });
  const stock = () => stage.query('select available, reserved from stock where sku = $1', [sku]);

  await activities.publishOrder(at('BOOKED', 2));
  expect(await stock()).toEqual([{ available: 8, reserved: 2 }]);
  await Promise.all([
    activities.publishOrder(at('DISPATCHED', 3)),
    activities.publishOrder(at('DISPATCHED', 3)),
  ]);
  expect(await stock()).toEqual([{ available: 8, reserved: 0 }]);
  await activities.publishOrder(at('DELIVERED', 4));
  await activities.releaseItems({ orderId: id, runId: placed.runId, fulfillmentIds: null });
  expect(await stock()).toEqual([{ available: 8, reserved: 0 }]);

  const shipments = await stage.query(
    'select status, previous_status, revision from shipments where order_id = $1',
    [id],
  );
  expect(shipments).toEqual([{ status: 'DELIVERED', previous_status: 'DISPATCHED', revision: 4 }]);
});

test('announces only the shipments that changed, with their previous state', async () => {
  const placed = placedOrder([{ sku: 'a', quantity: 4 }]);
  const { id } = placed.snapshot;
  const both = [fulfillmentOf(id, 1, 'a', 'BOOKED', 2), fulfillmentOf(id, 2, 'a', 'BOOKED', 2)];
  await activities.publishOrder(republished(placed, { revision: 2, fulfillments: both }));
  const [, second] = both as [FulfillmentSnapshot, FulfillmentSnapshot];
  const fulfillments = [fulfillmentOf(id, 1, 'a', 'DISPATCHED', 3), second];
  await activities.publishOrder(republished(placed, { revision: 3, fulfillments }));

  const [created, changed] = await heardOf(id);
  expect(created?.shipments).toHaveLength(2);
  expect(changed?.shipments).toEqual([
    {
      id: shipmentIdOf(id, 1),
      location: 'east',
      revision: 3,
      status: 'DISPATCHED',
      previousStatus: 'BOOKED',
      courierId: null,
      previousCourierId: null,
      isLate: false,
      wasLate: false,
    },
  ]);
});

test('announces which shipments became late, and which no longer are', async () => {
  const placed = placedOrder([{ sku: 'a', quantity: 1 }]);
  const { id } = placed.snapshot;
  const at = (revision: number, isLate: boolean) => {
    const fulfillment = fulfillmentOf(id, 1, 'a', 'BOOKED', revision);
    const shipment = fulfillment.shipment && { ...fulfillment.shipment, isLate };
    return republished(placed, { revision, fulfillments: [{ ...fulfillment, shipment }] });
  };
  for (const publication of [placed, at(2, false), at(3, true), at(4, false)]) {
    await activities.publishOrder(publication);
  }
  const told = (await heardOf(id)).map(({ isLate, wasLate, shipments }) => {
    const [shipment] = shipments ?? [];
    return [isLate, wasLate, shipment?.isLate, shipment?.wasLate];
  });
  expect(told).toEqual([
    [false, false, undefined, undefined],
    [false, false, false, false],
    [true, false, true, false],
    [false, true, false, true],
  ]);
});

test('an activity whose worker died before it notified the feed does so when it runs again', async () => {
  const placed = placedOrder([{ sku: 'a', quantity: 1 }]);
  const { id } = placed.snapshot;
  const next = republished(placed, { status: 'PROCESSING' });
  await activities.publishOrder(placed);
  const half = orderActivities(killedAt('notify-order-changes', stage));
  await expect(half.publishOrder(next)).rejects.toThrow('killed');

  await activities.publishOrder(next);
  expect((await heardOf(id)).at(-1)).toMatchObject({ status: 'PROCESSING', previousStatus: 'PENDING' });
});
