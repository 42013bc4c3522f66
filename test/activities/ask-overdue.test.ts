import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ShipmentSnapshot } from '../../schema/domain/order-snapshot.js';
import { createLateCheckActivities } from '../../workers/orders/ask-overdue.js';
import { fulfillmentWith } from '../domain/snapshots.js';
import type { ActivityDatabase } from './activity-database.js';
import { createActivityDatabase } from './activity-database.js';
import { orderActivities, placedOrder, republished } from './orders.js';

const NOW = Date.parse('2026-03-04T12:00:00.000Z');
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

let stage: ActivityDatabase;

beforeEach(async () => {
  stage = await createActivityDatabase();
});
afterEach(() => stage[Symbol.asyncDispose]());

/** Publishes an order with one shipment, promised for so many minutes after now. */
async function shipped(promise: number, changes: Partial<ShipmentSnapshot> = {}): Promise<string> {
  const orderId = `order-${randomUUID()}`;
  const placed = placedOrder([{ sku: 'shoe', quantity: 1 }], orderId);
  const fulfillment = fulfillmentWith('PROCESSING', 'DISPATCHED', { estimatedDelivery: at(promise) });
  const shipment = { ...fulfillment.shipment, id: `shp-1-${orderId}`, ...changes } as ShipmentSnapshot;
  const published = republished(placed, { fulfillments: [{ ...fulfillment, shipment }] });
  await orderActivities(stage).publishOrder(published);
  return orderId;
}

/**
 * Runs a check this many minutes from now, and returns the orders that it asked; `refuses` decides whose signals fail.
 */
async function check(minutes = 0, refuses: (orderId: string) => boolean = () => false) {
  const asked: string[] = [];
  const { askOverdue } = createLateCheckActivities({
    database: stage.database,
    askOrder: async (orderId) => {
      asked.push(orderId);
      if (refuses(orderId)) throw new Error(`no signal to ${orderId}`);
    },
  });
  const { isMore } = await askOverdue({ now: at(minutes) });
  return { asked, isMore };
}

test('asks the orders whose promise has passed, the oldest first, and no others', async () => {
  const [last, first] = [await shipped(-1), await shipped(-60)];
  await shipped(0);
  await shipped(1);
  await shipped(-1, { estimatedDelivery: null });
  await shipped(-1, { isLate: true });
  for (const status of ['PENDING', 'DELIVERED', 'CANCELLED', 'FAILED'] as const)
    await shipped(-1, { status });
  expect(await check()).toEqual({ asked: [first, last], isMore: false });
});

test('asks an order again that did not answer, after ever longer pauses, and at once about a new promise', async () => {
  const orderId = await shipped(-1);
  const askedAfter: number[] = [];
  for (let minute = 0; minute <= 60; minute++) {
    if ((await check(minute)).asked.length > 0) askedAfter.push(minute);
  }
  expect(askedAfter).toEqual([0, 2, 6, 14, 30]);
  await stage.query(`update shipments set estimated_delivery = $1 where order_id = $2`, [at(60), orderId]);
  expect((await check(60)).asked).toEqual([]);
  expect((await check(61)).asked).toEqual([orderId]);
  expect((await check(62)).asked).toEqual([]);
  expect((await check(63)).asked).toEqual([orderId]);
});

test('asks a bounded number at a time and the rest the next time, however many do not answer', async () => {
  const all = new Set<string>();
  for (let order = 0; order < 150; order++) all.add(await shipped(-200 + order));
  const first = await check();
  expect(first.asked).toHaveLength(100);
  expect(first.isMore).toBe(true);
  const second = await check();
  expect(second.asked).toHaveLength(50);
  expect(second.isMore).toBe(false);
  expect(new Set([...first.asked, ...second.asked])).toEqual(all);
  expect((await check()).asked).toEqual([]);
});

test('fails when no order can be asked, and asks all of them after the outage', async () => {
  const orderIds = [await shipped(-2), await shipped(-1)];
  await expect(check(0, () => true)).rejects.toThrow('no signal');
  expect((await check()).asked).toEqual(orderIds);
});

test('an order that cannot be asked does not delay the others', async () => {
  const [stuck] = [await shipped(-2), await shipped(-1)];
  expect((await check(0, (id) => id === stuck)).asked).toHaveLength(2);
  expect((await check()).asked).toEqual([]);
});
