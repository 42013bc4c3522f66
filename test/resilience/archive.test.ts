import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { ApiClient } from '../client/api-client.js';
import {
  dispatchAndDeliver,
  isClosed,
  judged,
  orderById,
  placeBooked,
  watchUntil,
} from '../client/orders.js';
import { OrderCancelDocument, OrderCreateDocument, OrderUpdatedDocument } from '../generated/graphql.js';
import { PATIENCE } from '../patience.js';
import { runScript } from '../stack/run-script.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';

const items = [{ sku: 'NIKE-PEGASUS', quantity: 2 }];

let stack: Stack;
let client: ApiClient;
let database: pg.Client;

beforeAll(async () => {
  stack = await startStack();
  client = new ApiClient(stack.addresses);
  database = new pg.Client({ connectionString: stack.addresses.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await client[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const archive = () => runScript('archive/main', stack.addresses, ['--closed-before', daysAgo(5)]);
const reconcile = (...parameters: readonly string[]) =>
  runScript('reconcile/main', stack.addresses, parameters);

async function closedOrder() {
  const order = await placeBooked(client, items);
  await dispatchAndDeliver(client, order.shipmentId);
  await watchUntil(client, order.id, isClosed);
  return order;
}

/** As if it had closed ten days ago and Temporal had forgotten it. */
async function age(ids: readonly string[]): Promise<void> {
  await database.query(`update orders set closed_at = $2 where id = any($1)`, [ids, daysAgo(10)]);
  const { temporalAddress, namespace } = stack.addresses;
  const connection = await Connection.connect({ address: temporalAddress });
  const { workflowService } = connection;
  for (const id of ids) {
    const execution = { workflowId: workflowIdOf(id) };
    await workflowService.deleteWorkflowExecution({ namespace, workflowExecution: execution });
    await vi.waitFor(
      () =>
        expect(workflowService.describeWorkflowExecution({ namespace, execution })).rejects.toThrow(
          'not found',
        ),
      { timeout: PATIENCE, interval: 200 },
    );
  }
  await connection.close();
}

const tables = ['orders', 'order_events', 'order_skus', 'shipments', 'payments', 'bookings', 'reservations'];

async function rowsLeft(id: string): Promise<number> {
  const counts = tables.map((table) => {
    const column = table === 'orders' ? 'id' : 'order_id';
    return `(select count(*) from ${table} where ${column} = $1)`;
  });
  const { rows } = await database.query(`select (${counts.join(' + ')})::integer as count`, [id]);
  return rows[0].count;
}

test('old orders leave the tables once and whole, and their ids stay used', async () => {
  const [old, other, recent] = [await closedOrder(), await closedOrder(), await closedOrder()];
  const events = await eventCount(old.id);
  await age([old.id, other.id]);

  const [one, another] = await Promise.all([archive(), archive()]);
  const archived = [one, another].map(({ said }) => Number(/^(\d+) orders archived\n$/.exec(said)?.[1]));
  expect(archived.reduce((sum, count) => sum + count)).toBe(2);
  expect(await archive()).toEqual({ code: 0, said: '0 orders archived\n' });

  for (const { id } of [old, other]) expect(await rowsLeft(id)).toBe(0);
  expect(await rowsLeft(recent.id)).toBeGreaterThan(0);
  const { rows } = await database.query('select contents from archived_orders where order_id = $1', [old.id]);
  expect(rows[0].contents).toMatchObject({
    order: { id: old.id, status: 'COMPLETED', snapshot: { id: old.id } },
    payments: [{ fulfillment_id: `${old.id}:1`, state: 'CHARGED' }],
    bookings: [{ state: 'BOOKED' }],
    shipments: [{ order_id: old.id, status: 'DELIVERED' }],
    reservations: [{ state: 'SHIPPED' }],
    claim: { order_id: old.id, state: 'RESERVED' },
  });
  expect(rows[0].contents.events.map(({ sequence }: { readonly sequence: number }) => sequence)).toEqual(
    Array.from({ length: events }, (_, index) => index + 1),
  );
});

async function eventCount(id: string): Promise<number> {
  const { rows } = await database.query('select event_count from orders where id = $1', [id]);
  return rows[0].event_count;
}

test('an archived order is not found, and nobody can place another with its id', async () => {
  const { id, customerId } = await closedOrder();
  await age([id]);
  expect(await archive()).toEqual({ code: 0, said: '1 orders archived\n' });
  // A process that showed the order remembers it for a while.
  for (const api of stack.apis) await api.restart();

  expect(await orderById(client, id)).toBeNull();
  const { orderCancel } = await judged(client, OrderCancelDocument, { id });
  expect(orderCancel?.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  const watching = client.watch(OrderUpdatedDocument, { id })[Symbol.asyncIterator]();
  await expect(watching.next()).rejects.toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  const { orderCreate } = await client.send(OrderCreateDocument, { input: { id, customerId, items } });
  expect(orderCreate).toMatchObject({ order: null, userErrors: [{ code: 'ORDER_ID_TAKEN' }] });
});

test('a workflow started with the id of an archived order leaves nothing, though it publishes before it knows', async () => {
  const { id, customerId } = await closedOrder();
  await age([id]);
  await archive();
  const connection = await Connection.connect({ address: stack.addresses.temporalAddress });
  const temporal = new Client({ connection, namespace: stack.addresses.namespace });
  const again = await temporal.workflow.signalWithStart('order', {
    workflowId: workflowIdOf(id),
    taskQueue: 'orders',
    args: [{ id, customerId, items }],
    signal: 'cancel',
    signalArgs: [{ requestId: 'again' }],
  });
  expect(await again.result()).toEqual({ id, status: null });
  const { events } = await again.fetchHistory();
  const names = events?.map((event) => event.activityTaskScheduledEventAttributes?.activityType?.name);
  expect(names).toContain('publishOrder');
  expect(await rowsLeft(id)).toBe(0);
  await connection.close();
});

test('orders that are not settled stay, and the sums of the remaining rows are right', async () => {
  const unsettled = await closedOrder();
  await age([unsettled.id]);
  await database.query(`update payments set state = 'INTENT' where order_id = $1`, [unsettled.id]);
  expect(await archive()).toEqual({ code: 0, said: '0 orders archived\n' });
  await database.query(`update payments set state = 'CHARGED' where order_id = $1`, [unsettled.id]);
  expect(await archive()).toEqual({ code: 0, said: '1 orders archived\n' });
  expect((await reconcile()).said).toMatch(/ 0 differences left\n$/);
});

test('reconcile leaves an archived order that Temporal still keeps alone', async () => {
  const { id } = await closedOrder();
  await database.query('update orders set closed_at = $2 where id = $1', [id, daysAgo(10)]);
  await archive();
  const { code, said } = await reconcile('--repair');
  expect(said).toMatch(/ 0 differences left\n$/);
  expect(code).toBe(0);
  expect(await rowsLeft(id)).toBe(0);
});

test('a day and a time with a zone are taken, and what is neither is refused in one line that says so', async () => {
  const run = (date: string) => runScript('archive/main', stack.addresses, ['--closed-before', date]);
  for (const date of ['2024-02-29', '2024-02-29T12:00:00.5+01:00'])
    expect(await run(date)).toEqual({ code: 0, said: '0 orders archived\n' });
  for (const date of [
    '2026-02-30',
    '2023-02-29',
    '5',
    '2024',
    '2024-03',
    '2024-03-01T12:00',
    'March 1, 2024',
  ]) {
    const { code, said } = await run(date);
    expect(code, date).toBe(1);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(said, date).toMatch(/must be a date, such as 2026-01-31, or an RFC 3339 time/);
  }
});

test('a missing date, and one within the retention of Temporal, are refused in one line', async () => {
  const refused = async (...args: readonly string[]) => {
    const { code, said } = await runScript('archive/main', stack.addresses, [...args]);
    expect(code).toBe(1);
    expect(said.trim().split('\n')).toHaveLength(1);
    return said;
  };
  expect(await refused('--closed-before', daysAgo(1))).toMatch(/may be 20.* at the latest/);
  expect(await refused('--closed-before', 'yesterday')).toMatch(/must be a date, such as/);
  expect(await refused()).toMatch(/must be a date, such as/);
});
