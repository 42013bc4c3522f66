import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LATE_CHECK_SCHEDULE } from '../../schema/contract/late-check.js';
import { ApiClient } from '../client/api-client.js';
import { LateChecks } from '../client/late-check.js';
import {
  deliver,
  dispatch,
  isClosed,
  judged,
  orderById,
  placeBooked,
  timelineTypes,
  watchUntil,
} from '../client/orders.js';
import {
  OrderCancelDocument,
  OrderListChangesDocument,
  OrderListDocument,
  ShipmentEventCreateDocument,
  ShipmentFailDocument,
  ShipmentListChangesDocument,
  ShipmentListDocument,
} from '../generated/graphql.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';

const items = [{ sku: 'NIKE-PEGASUS', quantity: 1 }];

let stack: Stack;
let client: ApiClient;
let checks: LateChecks;

beforeAll(async () => {
  stack = await startStack();
  client = new ApiClient(stack.addresses);
  checks = await LateChecks.of(stack.addresses);
});
afterAll(async () => {
  await checks[Symbol.asyncDispose]();
  await client[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

const hence = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

const booked = () => placeBooked(client, items);

/** The courier reports a delay, with what it now promises. */
async function delay(shipmentId: string, estimate: object) {
  const input = { id: shipmentId, type: 'DELAYED', ...estimate } as const;
  const { shipmentEventCreate } = await judged(client, ShipmentEventCreateDocument, input);
  expect(shipmentEventCreate?.userErrors).toEqual([]);
}

const isLate = ({ isLate }: { readonly isLate: boolean }) => isLate;

async function lateEvents(id: string): Promise<number> {
  return (await timelineTypes(client, id)).filter((type) => type === 'SHIPMENT_LATE').length;
}

test('a courier is booked for a window', async () => {
  const { id } = await booked();
  const shipment = (await orderById(client, id))?.fulfillments[0]?.shipment;
  const { from = '', until = '' } = shipment?.deliveryWindow ?? {};
  expect(Date.parse(from)).toBeGreaterThan(Date.now());
  expect(Date.parse(until) - Date.parse(from)).toBe(3 * 60 * 60_000);
  expect(shipment).toMatchObject({ estimatedDelivery: until, isLate: false });
});

test('an order whose window passes is late, once for each window, in the lists too, until it arrives', async () => {
  const { id, shipmentId } = await booked();
  const where = { isLate: true };
  const orderChanges = client.watch(OrderListChangesDocument, { where })[Symbol.asyncIterator]();
  const shipmentChanges = client.watch(ShipmentListChangesDocument, { where })[Symbol.asyncIterator]();
  const nextOrder = async () => (await orderChanges.next()).value?.ordersChanged;
  const nextShipment = async () => (await shipmentChanges.next()).value?.shipmentsChanged;
  expect(await nextOrder()).toMatchObject({ kind: 'RESYNC' });
  expect(await nextShipment()).toMatchObject({ kind: 'RESYNC' });
  const lists = async () => {
    const { orders } = await client.send(OrderListDocument, { where });
    const { shipments } = await client.send(ShipmentListDocument, { where });
    return [orders?.nodes.map((each) => each.id), shipments?.nodes.map((each) => each.id)];
  };

  await dispatch(client, shipmentId);
  await delay(shipmentId, { estimatedDelivery: hence(-1) });
  const late = await checks.untilLate(client, id);
  expect(late.fulfillments[0]?.shipment?.isLate).toBe(true);
  expect(await nextOrder()).toMatchObject({ kind: 'CHANGED', orderId: id });
  expect(await nextShipment()).toMatchObject({ kind: 'CHANGED', shipmentId });
  expect(await lists()).toEqual([[id], [shipmentId]]);
  expect(await lateEvents(id)).toBe(1);
  await Promise.all([checks.ask(id), checks.ask(id), checks.run()]);

  const window = { from: hence(24 * 60), until: hence(27 * 60) };
  await delay(shipmentId, { deliveryWindow: window });
  const promised = await watchUntil(client, id, (order) => !order.isLate);
  expect(promised.fulfillments[0]?.shipment).toMatchObject({
    deliveryWindow: window,
    estimatedDelivery: window.until,
    isLate: false,
  });
  expect(await nextOrder()).toMatchObject({ kind: 'LEFT', orderId: id });
  expect(await nextShipment()).toMatchObject({ kind: 'LEFT', shipmentId });
  expect(await lists()).toEqual([[], []]);

  await delay(shipmentId, { estimatedDelivery: hence(-2) });
  await checks.untilLate(client, id);
  expect(await lateEvents(id)).toBe(2);
  expect(await nextOrder()).toMatchObject({ kind: 'CHANGED', orderId: id });
  const closed = watchUntil(client, id, isClosed);
  await deliver(client, shipmentId);
  expect(await closed).toMatchObject({ isLate: false });
  expect(await nextOrder()).toMatchObject({ kind: 'LEFT', orderId: id });
  expect(await lists()).toEqual([[], []]);
  expect(await lateEvents(id)).toBe(2);
  await orderChanges.return?.();
  await shipmentChanges.return?.();
});

test('a check that finds the order on time, or delivered meanwhile, leaves no trace', async () => {
  const { id, shipmentId } = await booked();
  await checks.ask(id);
  await dispatch(client, shipmentId);
  await delay(shipmentId, { estimatedDelivery: hence(-1) });
  // The read model still says that it is under way: the order itself knows better.
  const closed = watchUntil(client, id, isClosed);
  await deliver(client, shipmentId);
  await checks.ask(id).catch((error: Error) => expect(error.name).toBe('WorkflowNotFoundError'));
  await closed;
  const types = await timelineTypes(client, id);
  expect(types).not.toContain('SHIPMENT_LATE');
  expect(types).not.toContain('REQUEST_REFUSED');
  expect(types.at(-1)).toBe('ORDER_COMPLETED');
  // It has ended: a check that comes now has no workflow to ask, and a check of all orders still works.
  await checks.run();
});

test.each(['lost', 'cancelled'])('a late shipment that is %s is no longer late', async (end) => {
  const { id, shipmentId } = await booked();
  if (end === 'lost') await dispatch(client, shipmentId);
  await delay(shipmentId, { estimatedDelivery: hence(-1) });
  await checks.untilLate(client, id);
  const closed = watchUntil(client, id, isClosed);
  if (end === 'lost')
    await judged(client, ShipmentFailDocument, { id: shipmentId, reason: 'Fell off the van' });
  else await judged(client, OrderCancelDocument, { id });
  expect(await closed).toMatchObject({ isLate: false, fulfillments: [{ shipment: { isLate: false } }] });
});

describe('a window', () => {
  test.each([
    [{ from: hence(-120), until: hence(-60) }, 'must not be in the past'],
    [{ from: hence(120), until: hence(60) }, 'must not end before it begins'],
    [{ from: hence(60), until: hence(15 * 24 * 60) }, 'must not be longer than 14 days'],
    [{ from: hence(400 * 24 * 60), until: hence(400 * 24 * 60) }, 'must end within 366 days'],
    [{ from: '1999-01-01T00:00:00Z', until: hence(60) }, 'must lie in the years'],
  ])('%j is refused by the API', async (deliveryWindow, problem) => {
    const { shipmentId } = await booked();
    const input = { id: shipmentId, type: 'DELAYED', deliveryWindow } as const;
    const { shipmentEventCreate } = await judged(client, ShipmentEventCreateDocument, input);
    expect(shipmentEventCreate?.userErrors).toEqual([
      expect.objectContaining({
        code: 'INVALID',
        field: ['input', 'deliveryWindow'],
        message: expect.stringContaining(problem),
      }),
    ]);
  });

  test('that was accepted, and has passed when the report is repeated, gets the first answer', async () => {
    const { shipmentId } = await booked();
    const report = async (deliveryWindow: { readonly from: string; readonly until: string }) => {
      const input = {
        id: shipmentId,
        type: 'DELAYED',
        deliveryWindow,
        requestId: deliveryWindow.until,
      } as const;
      return (await judged(client, ShipmentEventCreateDocument, input)).shipmentEventCreate;
    };
    let seconds = 1;
    let window = { from: hence(0), until: hence(0) };
    let first = await report(window);
    // A slow machine may need a longer window to accept it before it has passed.
    while (first?.userErrors.length !== 0) {
      seconds *= 2;
      window = { ...window, until: hence(seconds / 60) };
      first = await report(window);
    }
    await expect.poll(() => Date.now()).toBeGreaterThan(Date.parse(window.until));
    const again = await report(window);
    expect(again?.userErrors).toEqual([]);
    const types = again?.shipment?.trackingEvents.map(({ type }) => type);
    expect(types?.filter((type) => type === 'DELAYED')).toHaveLength(1);
  });

  test('and another estimate are refused together', async () => {
    const { shipmentId } = await booked();
    const deliveryWindow = { from: hence(60), until: hence(120) };
    const estimate = { deliveryWindow, estimatedDelivery: hence(60) };
    const input = { id: shipmentId, type: 'DELAYED', ...estimate } as const;
    const { shipmentEventCreate } = await judged(client, ShipmentEventCreateDocument, input);
    expect(shipmentEventCreate?.userErrors).toMatchObject([{ code: 'INVALID' }]);
  });

  test('that is invalid in a signal is reported on the timeline, and the promise stays', async () => {
    const { id, shipmentId } = await booked();
    const before = (await orderById(client, id))?.fulfillments[0]?.shipment?.deliveryWindow;
    const order = checks.temporal.workflow.getHandle(`order:${id}`);
    const windows = [7, {}, { from: hence(1) }, { from: hence(-2), until: hence(-1) }];
    for (const deliveryWindow of windows) {
      await order.signal('updateShipment', { shipmentId, action: 'TRACK', type: 'DELAYED', deliveryWindow });
    }
    // Anybody may ask, with whatever it carries; the order looks at its own clock.
    await order.signal('checkLateness', { isLate: true, now: '2099-01-01T00:00:00Z' });
    await order.signal('updateShipment', { shipmentId, action: 'SHIPMENT_LATE' });
    await dispatch(client, shipmentId);
    const now = await orderById(client, id);
    expect(now).toMatchObject({ isLate: false, fulfillments: [{ shipment: { deliveryWindow: before } }] });
    const types = await timelineTypes(client, id);
    expect(types.filter((type) => type === 'REQUEST_REFUSED')).toHaveLength(windows.length + 1);
    expect(types).not.toContain('SHIPMENT_LATE');
  });
});

test('continue-as-new carries the window and the lateness over', async () => {
  const { id, shipmentId } = await booked();
  await delay(shipmentId, { estimatedDelivery: hence(-1) });
  await checks.untilLate(client, id);
  const order = checks.temporal.workflow.getHandle(`order:${id}`);
  const { runId } = await order.describe();
  for (let signals = 0; (await order.describe()).runId === runId; ) {
    if (signals > 4_000) throw new Error('It did not continue as new');
    await Promise.all(Array.from({ length: 40 }, () => order.signal('updateShipment', { n: signals++ })));
    await order.query('status');
  }
  await checks.ask(id);
  const window = { from: hence(60), until: hence(120) };
  expect(await orderById(client, id)).toMatchObject({ isLate: true });
  await delay(shipmentId, { deliveryWindow: window });
  const shipment = (await watchUntil(client, id, (each) => !each.isLate)).fulfillments[0]?.shipment;
  expect(shipment).toMatchObject({ deliveryWindow: window, isLate: false });
  expect(await lateEvents(id)).toBe(1);
});

describe('the Schedule', () => {
  const schedule = () => checks.temporal.schedule.getHandle(LATE_CHECK_SCHEDULE);

  test('finds overdue orders without anybody asking, one check at a time', async () => {
    const { id, shipmentId } = await booked();
    const late = watchUntil(client, id, isLate);
    await delay(shipmentId, { estimatedDelivery: hence(-1) });
    const worker = await stack.startWorker('orders', { LATE_CHECK_INTERVAL: '1s' });
    await late;
    const { spec, policies } = await schedule().describe();
    expect(spec.intervals).toMatchObject([{ every: 1_000 }]);
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 10_000 });
    await worker.stop();
  });

  test('is created once by many workers, stays paused by an operator, and is removed by `off`', async () => {
    await schedule().pause('for a while');
    const workers = await Promise.all(
      Array.from({ length: 3 }, () => stack.startWorker('orders', { LATE_CHECK_INTERVAL: '2h' })),
    );
    await expect.poll(async () => (await schedule().describe()).spec.intervals?.[0]?.every).toBe(7_200_000);
    expect((await schedule().describe()).state).toMatchObject({ paused: true });
    const isThere = async () => {
      const ids: string[] = [];
      for await (const { scheduleId } of checks.temporal.schedule.list()) ids.push(scheduleId);
      return ids.includes(LATE_CHECK_SCHEDULE);
    };
    await Promise.all(workers.map((worker) => worker.stop()));
    const off = await stack.startWorker('orders', { LATE_CHECK_INTERVAL: 'off' });
    await expect.poll(isThere).toBe(false);
    await off.stop();
  });
});
