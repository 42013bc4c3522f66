import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../database/migrate.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { ApiClient } from '../client/api-client.js';
import type { WatchedOrder } from '../client/orders.js';
import {
  dispatchAndDeliver,
  isClosed,
  judged,
  orderById,
  place,
  placeBooked,
  timelineTypes,
  watchUntil,
} from '../client/orders.js';
import { OrderCancelDocument } from '../generated/graphql.js';
import { PATIENCE } from '../patience.js';
import { runScript } from '../stack/run-script.js';
import type { Stack } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';

const items = [{ sku: 'NIKE-PEGASUS', quantity: 2 }];

let stack: Stack;
let client: ApiClient;
let database: pg.Client;
let temporal: Client;

beforeAll(async () => {
  stack = await startStack();
  client = new ApiClient(stack.addresses);
  database = new pg.Client({ connectionString: stack.addresses.databaseUrl });
  await database.connect();
  const connection = await Connection.connect({ address: stack.addresses.temporalAddress });
  temporal = new Client({ connection, namespace: stack.addresses.namespace });
});
afterAll(async () => {
  await temporal.connection.close();
  await database.end();
  await client[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

const reconcile = (...parameters: readonly string[]) =>
  runScript('reconcile/main', stack.addresses, parameters);

async function booked() {
  const { id, shipmentId: shipment } = await placeBooked(client, items);
  return { id, shipment };
}

test('a lost read model is written again from Temporal, and orders go on', async () => {
  const completed = await booked();
  await dispatchAndDeliver(client, completed.shipment);
  await watchUntil(client, completed.id, isClosed);
  const cancelled = await booked();
  await judged(client, OrderCancelDocument, { id: cancelled.id });
  await watchUntil(client, cancelled.id, isClosed);
  const open = await booked();
  const ids = [completed.id, cancelled.id, open.id];
  const seen = await Promise.all(ids.map((id) => orderById(client, id)));
  const timelines = await Promise.all(ids.map((id) => timelineTypes(client, id)));
  expect(await reconcile()).toMatchObject({ code: 0, said: '3 orders compared, 0 differences left\n' });

  await database.query('truncate orders cascade');
  const { code, said } = await reconcile();
  expect(code).toBe(1);
  for (const id of ids) expect(said).toContain(`${id}: Temporal has the order, and the read model does not`);
  expect(await reconcile('--repair')).toMatchObject({ code: 0 });
  expect(await reconcile()).toMatchObject({ code: 0, said: '3 orders compared, 0 differences left\n' });

  expect(await Promise.all(ids.map((id) => orderById(client, id)))).toEqual(seen);
  expect(await Promise.all(ids.map((id) => timelineTypes(client, id)))).toEqual(timelines);
  await dispatchAndDeliver(client, open.shipment);
  expect((await watchUntil(client, open.id, isClosed)).status).toBe('COMPLETED');
});

/** Loses the rows of an order, as if it had never been published. */
async function lose(id: string): Promise<void> {
  await database.query(
    `with parts as (delete from shipments where order_id = $1), events as (delete from order_events where order_id = $1)
     delete from orders where id = $1`,
    [id],
  );
}

test('an order that moved on since its rows were lost gets its whole timeline back, in its order', async () => {
  const { id, shipment } = await booked();
  const before = await timelineTypes(client, id);
  await lose(id);
  await dispatchAndDeliver(client, shipment);
  await watchUntil(client, id, isClosed);
  const { code, said } = await reconcile();
  expect(code).toBe(1);
  expect(said).toContain(`${id}: the timeline lacks ${before.length} of `);

  expect(await reconcile('--repair')).toMatchObject({ code: 0 });
  expect(await timelineTypes(client, id)).toEqual([
    ...before,
    'SHIPMENT_DISPATCHED',
    'SHIPMENT_DELIVERED',
    'ORDER_COMPLETED',
  ]);
  expect((await reconcile()).code).toBe(0);
});

test('orders that change while their lost and outdated rows are repaired go on, and nobody sees them go back', async () => {
  const orders = await Promise.all(Array.from({ length: 6 }, booked));
  let areUnderWay = true;
  const repairing = (async () => {
    while (areUnderWay) expect((await reconcile('--repair')).code).toBe(0);
  })();
  for (const [index, { id }] of orders.entries()) {
    if (index % 2 === 0) await lose(id);
    else await database.query('update orders set revision = revision - 1 where id = $1', [id]);
  }
  const playing = orders.map(async ({ id, shipment }) => {
    const seen: WatchedOrder[] = [];
    const closed = watchUntil(client, id, isClosed, seen);
    await dispatchAndDeliver(client, shipment);
    expect((await closed).status).toBe('COMPLETED');
    const revisions = seen.map(({ revision }) => revision);
    expect(revisions).toEqual([...new Set(revisions)].sort((one, other) => one - other));
  });
  await Promise.all(playing).finally(() => {
    areUnderWay = false;
  });
  await repairing;
  expect(await reconcile('--repair')).toMatchObject({ code: 0 });
  expect(await reconcile()).toMatchObject({ code: 0 });
  const timelines = await Promise.all(orders.map(({ id }) => timelineTypes(client, id)));
  for (const timeline of timelines) expect(timeline).toEqual(timelines[0]);
});

/** The rows of each of our tables, as in a dump. */
async function dump(): Promise<ReadonlyMap<string, unknown>> {
  const { rows } = await database.query(
    `select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`,
  );
  const tables = new Map<string, unknown>();
  for (const { tablename } of rows) {
    const table = await database.query(
      `select coalesce(jsonb_agg(to_jsonb(t)), '[]') as rows from ${tablename} t`,
    );
    tables.set(tablename, table.rows[0].rows);
  }
  return tables;
}

/** Loses all rows, and puts those of the dump in their place, without triggers, as pg_restore does. */
async function restore(tables: ReadonlyMap<string, unknown>): Promise<void> {
  await database.query('set session_replication_role = replica');
  await database.query(`truncate ${[...tables.keys()].join(', ')} cascade`);
  for (const [table, rows] of tables) {
    await database.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(rows),
    ]);
  }
  await database.query('reset session_replication_role');
}

/** The contents of the ledger, the courier's bookings and the tallies. */
async function settled(): Promise<unknown> {
  const { rows } = await database.query(`select
    (select jsonb_agg(to_jsonb(payments) order by fulfillment_id) from payments) as payments,
    (select jsonb_agg(to_jsonb(bookings) order by shipment_id) from bookings) as bookings,
    (select jsonb_agg(to_jsonb(fraud_tallies) order by customer_id) from fraud_tallies) as tallies`);
  return rows;
}

test('after a backup is restored, orders newer than it are written again with their payments and bookings, and open orders go on', async () => {
  const open = await booked();
  const refunded = await booked();
  const backup = await dump();
  const newer = await booked();
  const newerOpen = await booked();
  await dispatchAndDeliver(client, newer.shipment);
  await watchUntil(client, newer.id, isClosed);
  await judged(client, OrderCancelDocument, { id: refunded.id });
  await watchUntil(client, refunded.id, isClosed);
  const before = await settled();
  const seen = await orderById(client, newer.id);
  const timeline = await timelineTypes(client, newer.id);

  await restore(backup);
  // The old process would remember what it has shown.
  for (const api of stack.apis) await api.restart();
  await migrate(stack.addresses.databaseUrl);
  const { code, said } = await reconcile('--repair');
  expect(said).toContain(`${newer.id}: Temporal has the order, and the read model does not (repaired)`);
  expect(said).toContain(
    `${newer.id}:1: the payment is not there, and by the order it is CHARGED (repaired)`,
  );
  expect(said).toContain(
    `${newerOpen.id}:1: the payment is not there, and by the order it is CHARGED (repaired)`,
  );
  expect(said).toContain(
    `${refunded.id}:1: the payment is CHARGED, and by the order it is REFUNDED (repaired)`,
  );
  expect(said).toContain(`${newer.id}:1: the reservation is not there, and by the order it is SHIPPED\n`);
  expect(code).toBe(1);
  expect(await settled()).toEqual(before);

  expect(await orderById(client, newer.id)).toEqual(seen);
  expect(await timelineTypes(client, newer.id)).toEqual(timeline);
  await dispatchAndDeliver(client, open.shipment);
  expect((await watchUntil(client, open.id, isClosed)).status).toBe('COMPLETED');
  // What was charged after the backup is refunded in full.
  await judged(client, OrderCancelDocument, { id: newerOpen.id });
  const { totalCharged, totalRefunded } = await watchUntil(client, newerOpen.id, isClosed);
  expect(totalRefunded).toEqual(totalCharged);
});

/** What the tables have of an order, but when and over what it was written. */
async function rowsOf(id: string) {
  const { rows } = await database.query(
    `select
      (select to_jsonb(orders) - $2::text[] from orders where id = $1) as "order",
      (select jsonb_agg(to_jsonb(order_events) - $2::text[] order by sequence) from order_events where order_id = $1)
        as events,
      (select jsonb_agg(to_jsonb(shipments) - $2::text[] order by id) from shipments where order_id = $1) as shipments`,
    [id, ['changed_in', 'written_in', 'previous_status', 'previous_courier_id', 'was_late']],
  );
  return rows[0] as { readonly order: unknown; readonly events: unknown; readonly shipments: unknown };
}

/** A second workflow with the id of an order, as the CLI starts one; `cancel` comes before its first step. */
async function startAgain({ id, customerId }: { readonly id: string; readonly customerId: string }) {
  return temporal.workflow.signalWithStart('order', {
    workflowId: workflowIdOf(id),
    taskQueue: 'orders',
    args: [{ id, customerId, items }],
    signal: 'cancel',
    signalArgs: [{ requestId: 'again', reason: 'Changed my mind' }],
  });
}

/** The same, with requests until it has published a higher revision than the order has. It cannot learn yet that the id is taken. */
async function publishAgain(order: { readonly id: string; readonly customerId: string }) {
  const { rows } = await database.query('select revision from orders where id = $1', [order.id]);
  const again = await startAgain(order);
  const publish = async () => {
    await again.signal('cancel', { requestId: randomUUID() });
    return publishedRevision(await again.fetchHistory());
  };
  await expect.poll(publish).toBeGreaterThan(rows[0].revision);
  return again;
}

/** The highest revision that a publication of the run has brought to its end. */
function publishedRevision({ events }: Awaited<ReturnType<WorkflowHandle['fetchHistory']>>): number {
  const revisions = new Map<string, number>();
  for (const { eventId, activityTaskScheduledEventAttributes: scheduled } of events ?? []) {
    if (scheduled?.activityType?.name !== 'publishOrder') continue;
    const { snapshot } = JSON.parse(Buffer.from(scheduled.input?.payloads?.[0]?.data ?? []).toString());
    revisions.set(String(eventId), snapshot.revision);
  }
  const done = (events ?? []).map(({ activityTaskCompletedEventAttributes: completed }) =>
    completed ? (revisions.get(String(completed.scheduledEventId)) ?? 0) : 0,
  );
  return Math.max(...done);
}

/** Waits until Temporal lists so many closed runs of the order's id. */
async function closedRunsListed(id: string, count: number): Promise<void> {
  const query = `WorkflowId = '${workflowIdOf(id)}' and ExecutionStatus != 'Running'`;
  await expect.poll(async () => (await temporal.workflow.count(query)).count).toBe(count);
}

/** The ids of the runs of an order's id, oldest first. */
async function runsOf(id: string): Promise<readonly string[]> {
  const runs: string[] = [];
  for await (const { runId } of temporal.workflow.list({ query: `WorkflowId = '${workflowIdOf(id)}'` })) {
    runs.unshift(runId);
  }
  return runs;
}

/** Runs something while another connection is in the middle of a transaction, which then commits. */
async function during(statement: string, values: readonly unknown[], run: (pid: number) => Promise<void>) {
  const other = new pg.Client({ connectionString: stack.addresses.databaseUrl });
  await other.connect();
  const { rows } = await other.query('select pg_backend_pid() as pid');
  await other.query('begin');
  await other.query(statement, [...values]);
  try {
    await run(rows[0].pid);
    await other.query('commit');
  } finally {
    await other.end();
  }
}

/** The connection that waits for a lock of this one. */
async function blockedBy(pid: number): Promise<number> {
  const blocked = async () => {
    const { rows } = await database.query(
      'select pid from pg_stat_activity where $1 = any(pg_blocking_pids(pid))',
      [pid],
    );
    return rows[0]?.pid as number | undefined;
  };
  await expect.poll(blocked).toBeDefined();
  return (await blocked()) ?? 0;
}

/** As `reconcile --repair`, but no statement gives up however long it waits for a lock. */
const repairPatiently = () =>
  runScript('reconcile/main', stack.addresses, ['--repair'], {
    DATABASE_URL: `${stack.addresses.databaseUrl}?statement_timeout=${PATIENCE}&query_timeout=${PATIENCE}`,
  });

async function soldOut() {
  const order = await place(client, [{ sku: 'ADIDAS-SAMBA', quantity: 2 }]);
  await watchUntil(client, order.id, isClosed);
  // Its workflow ends a moment later, and until then nobody can start another with its id.
  await temporal.workflow.getHandle(workflowIdOf(order.id)).result();
  return order;
}

test('the rows of an order stay as they are when a second run of its id publishes a higher revision', async () => {
  const order = await soldOut();
  const before = await rowsOf(order.id);
  let again: WorkflowHandle | undefined;
  await during('lock table order_claims in share mode', [], async () => {
    again = await publishAgain(order);
  });
  expect(await again?.result()).toEqual({ id: order.id, status: null });
  await closedRunsListed(order.id, 2);
  expect((await reconcile('--repair')).said).not.toContain(order.id);
  expect(await rowsOf(order.id)).toEqual(before);
});

test('the same when that run ends before it has learnt that the id is not its own', async () => {
  const order = await soldOut();
  const before = await rowsOf(order.id);
  await during('lock table order_claims in share mode', [], async () => {
    await (await publishAgain(order)).terminate();
  });
  await closedRunsListed(order.id, 2);
  expect((await reconcile('--repair')).said).not.toContain(order.id);
  expect(await rowsOf(order.id)).toEqual(before);
});

async function closedOrder() {
  const { id, shipment } = await booked();
  await dispatchAndDeliver(client, shipment);
  await watchUntil(client, id, isClosed);
  return { id, shipment };
}

test('what is published while an outdated order is repaired is not overwritten', async () => {
  const { id } = await closedOrder();
  await database.query('update orders set revision = revision - 1 where id = $1', [id]);
  let repairing: ReturnType<typeof reconcile> | undefined;
  await during(
    `update orders set revision = revision + 10,
      snapshot = jsonb_set(snapshot, '{revision}', to_jsonb(revision + 10)) where id = $1`,
    [id],
    async (pid) => {
      repairing = repairPatiently();
      await blockedBy(pid);
    },
  );
  const newer = await rowsOf(id);
  expect((await repairing)?.said).toContain(`${id}: the read model is at revision`);
  expect(await rowsOf(id)).toEqual(newer);
});

test('a repair that ends halfway leaves the rows as they were', async () => {
  const { id } = await closedOrder();
  const whole = await rowsOf(id);
  await database.query('delete from order_events where order_id = $1 and sequence = 2', [id]);
  const before = await rowsOf(id);
  // Rows that refer to the order may still be deleted; what the repair writes has to wait.
  await during('select from orders where id = $1 for key share', [id], async (pid) => {
    const repairing = repairPatiently();
    await database.query('select pg_terminate_backend($1)', [await blockedBy(pid)]);
    expect((await repairing).code).toBe(2);
    expect(await rowsOf(id)).toEqual(before);
  });
  expect((await reconcile('--repair')).said).toContain(`${id}: the timeline lacks 1 of `);
  expect(await rowsOf(id)).toMatchObject({ events: whole.events });
});

test('what cannot be derived is reported, and left alone', async () => {
  const { id, shipment } = await booked();
  await dispatchAndDeliver(client, shipment);
  await watchUntil(client, id, isClosed);
  await database.query(`update stock set reserved = reserved + 5 where sku = $1 and location = 'Seattle'`, [
    items[0]?.sku,
  ]);
  await database.query(`update payments set state = 'REFUNDED' where order_id = $1`, [id]);
  await database.query(`delete from reservations where order_id = $1`, [id]);
  const { code, said } = await reconcile('--repair');
  expect(code).toBe(1);
  expect(said).toContain(`${id}:1: the payment is REFUNDED, and by the order it is CHARGED\n`);
  expect(said).toContain(`${id}:1: the reservation is not there, and by the order it is SHIPPED\n`);
  expect(said).toContain('NIKE-PEGASUS in Seattle: the stock has');
  expect((await reconcile()).said).not.toContain('NIKE-PEGASUS in Seattle');
});

test('an order that was terminated is reported, and written again, though its id was started again', async () => {
  const order = await placeBooked(client, items);
  const { id } = order;
  await temporal.workflow.getHandle(workflowIdOf(id)).terminate();
  const left = `${id}: its workflow is TERMINATED, and the order never ended\n`;
  await closedRunsListed(id, 1);
  expect((await reconcile()).said).toContain(left);
  const before = [await rowsOf(id), await settled()];

  expect(await (await startAgain(order)).result()).toEqual({ id, status: null });
  await closedRunsListed(id, 2);
  expect((await reconcile()).said).toContain(left);
  await lose(id);
  await database.query('delete from payments where order_id = $1', [id]);
  await database.query('delete from fraud_tallies where customer_id = $1', [order.customerId]);
  const { said } = await reconcile('--repair');
  expect(said).toContain(`${id}: Temporal has the order, and the read model does not (repaired)\n`);
  expect(said).toContain(`${id}:1: the payment is not there, and by the order it is CHARGED (repaired)\n`);
  expect(said).toContain(left);
  expect([await rowsOf(id), await settled()]).toEqual(before);

  // Temporal forgets the order before the run that came later.
  const { workflowService } = temporal;
  const [oldest] = await runsOf(id);
  await workflowService.deleteWorkflowExecution({
    namespace: stack.addresses.namespace,
    workflowExecution: { workflowId: workflowIdOf(id), runId: oldest ?? null },
  });
  await closedRunsListed(id, 1);
  expect((await reconcile()).said).toContain(
    `${id}: the read model has the order open, and Temporal has no workflow of it\n`,
  );
});
