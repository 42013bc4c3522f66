import { Client, Connection } from '@temporalio/client';
import { expect, test } from 'vitest';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { seamsAsking } from '../chaos/seams-asking.js';
import { ApiClient } from '../client/api-client.js';
import { deliverOnceBooked, isBooked, place, watchUntil } from '../client/orders.js';
import { startStack } from '../stack/stack.js';
import { withDatabase } from '../stack/with-database.js';
import { startWorld } from './world.js';

/** Temporal's number for the kind of time-out. */
const HEARTBEAT = 4;

const items = [{ sku: 'NIKE-COURT-VISION', quantity: 1 }];

test('ten orders complete, charged and delivered once, though every worker is killed among them', async () => {
  await using stack = await startStack({ workers: ['orders', 'billing', 'shipments'] });
  await using client = new ApiClient(stack.addresses);
  const customerId = 'ten-orders';

  const orders = await Promise.all(Array.from({ length: 10 }, () => place(client, items, customerId)));
  const completed = orders.map(({ id }) => deliverOnceBooked(client, id));
  const [ordersWorker, billingWorker, shipmentsWorker] = stack.workers;
  for (const worker of [ordersWorker, billingWorker, shipmentsWorker]) {
    await worker?.kill();
    await worker?.restart();
  }

  const ended = await Promise.all(completed);
  expect(ended.map(({ status }) => status)).toEqual(orders.map(() => 'COMPLETED'));

  const total = ended.reduce((sum, order) => sum + order.totalCharged.amount, 0);
  await withDatabase(stack.addresses.databaseUrl, async (database) => {
    const charged = await database.query('select charged from fraud_tallies where customer_id = $1', [
      customerId,
    ]);
    const stock = await database.query(
      'select sum(available)::int as available, sum(reserved)::int as reserved from stock where sku = $1',
      [items[0]?.sku],
    );
    expect(Number(charged.rows[0]?.charged)).toBe(total);
    expect(stock.rows[0]).toEqual({ available: 2_000 - orders.length, reserved: 0 });
  });
});

test('a charge whose worker is killed goes on with another as soon as its heartbeat is missed', async () => {
  const asked: (() => void)[] = [];
  const charges: string[] = [];
  await using world = await startWorld(async (what, request) => {
    if (what !== 'charge') return {};
    charges.push(request.idempotencyKey ?? '');
    if (charges.length > 1) return { outcome: 'APPROVED' };
    for (const told of asked) told();
    // The first is never answered: its worker dies with it.
    return new Promise(() => {});
  });
  const firstCharge = new Promise<void>((resolve) => asked.push(resolve));
  await using stack = await startStack({ workers: ['orders,shipments'] });
  await using client = new ApiClient(stack.addresses);
  const first = await stack.startWorker('billing', seamsAsking(world.url));
  const { id } = await place(client, items);
  await firstCharge;
  await stack.startWorker('billing', seamsAsking(world.url));
  await first.kill();

  await watchUntil(client, id, isBooked);
  expect(charges).toEqual([`${id}:1`, `${id}:1`]);
  const connection = await Connection.connect({ address: stack.addresses.temporalAddress });
  const temporal = new Client({ connection, namespace: stack.addresses.namespace });
  const { events } = await temporal.workflow.getHandle(workflowIdOf(id)).fetchHistory();
  await connection.close();
  const failures = (events ?? []).flatMap(({ activityTaskStartedEventAttributes: started }) =>
    started?.lastFailure?.timeoutFailureInfo ? [started.lastFailure.timeoutFailureInfo.timeoutType] : [],
  );
  expect(failures).toEqual([HEARTBEAT]);
});

test('the heartbeats of a step that is at work reach Temporal every two seconds, a third of their time-out', async () => {
  await using world = await startWorld((what) =>
    what === 'charge' ? new Promise(() => {}) : Promise.resolve({}),
  );
  await using stack = await startStack({ workers: ['orders,shipments'] });
  await using client = new ApiClient(stack.addresses);
  await stack.startWorker('billing', seamsAsking(world.url));
  const { id } = await place(client, items);
  const connection = await Connection.connect({ address: stack.addresses.temporalAddress });
  try {
    const handle = new Client({ connection, namespace: stack.addresses.namespace }).workflow.getHandle(
      workflowIdOf(id),
    );
    const beats: number[] = [];
    // A throttled heartbeat comes after 4.8 seconds at the earliest; on a busy machine others are late, too.
    const shortestPause = async () => {
      const { raw } = await handle.describe();
      for (const { activityType, lastHeartbeatTime: beat } of raw.pendingActivities ?? []) {
        if (activityType?.name !== 'chargeFulfillment' || !beat?.seconds) continue;
        beats.push(Number(beat.seconds) * 1_000 + (beat.nanos ?? 0) / 1e6);
      }
      const pauses = beats.slice(1).map((beat, index) => beat - (beats[index] ?? 0));
      return Math.min(...pauses.filter((pause) => pause > 0));
    };
    await expect.poll(shortestPause).toBeLessThan(4_000);
  } finally {
    await connection.close();
  }
});
