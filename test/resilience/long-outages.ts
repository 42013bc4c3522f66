import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { expect } from 'vitest';
import { atOnce } from '../../bench/measure/at-once.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import type { ApiClient } from '../client/api-client.js';
import { dispatchAndDeliver, isBooked, isClosed, place, shipmentIds, watchUntil } from '../client/orders.js';
import type { Stack } from '../stack/stack.js';
import type { StackProcess } from '../stack/stack-process.js';
import type { ActivityAttempts } from './activity-attempts.js';
import { attemptsOf } from './activity-attempts.js';
import { FailedAttempts } from './failed-attempts.js';

/** What goes through an outage. */
interface System {
  readonly stack: Stack;
  readonly client: ApiClient;
  /** The only worker of that queue. */
  readonly billing: StackProcess;
  /** Of all workers. */
  readonly metricsUrls: readonly string[];
}

export interface Outage {
  readonly begin: (stack: Stack, billing: StackProcess) => Promise<void>;
  readonly end: (stack: Stack, billing: StackProcess) => Promise<void>;
  /** Whether orders can be placed meanwhile. */
  readonly takesOrders: boolean;
  /** Resolves once it is felt. */
  readonly isFelt: (stack: Stack, lastOrder: WorkflowHandle) => Promise<void>;
}

interface OutageSize {
  /** So many are under way when it begins, and as many are placed meanwhile where that is possible. */
  readonly orders: number;
  readonly milliseconds: number;
}

const AT_ONCE = 20;
const item = { sku: 'NIKE-COURT-VISION', quantity: 1 };

/** Has orders live through an outage: all must complete, charged and sent once. Returns what their steps did after it. */
export async function surviveOutage(
  { stack, client, billing, metricsUrls }: System,
  outage: Outage,
  { orders, milliseconds }: OutageSize,
): Promise<string> {
  const { temporalAddress, namespace, databaseUrl } = stack.addresses;
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    const { workflow } = new Client({ connection, namespace });
    const handleOf = (id: string) => workflow.getHandle(workflowIdOf(id));
    const ids: string[] = [];
    const placeOne = async () => void ids.push((await place(client, [item])).id);
    await atOnce(orders, AT_ONCE, placeOne);
    using failed = new FailedAttempts(metricsUrls);
    await outage.begin(stack, billing);
    if (outage.takesOrders) await atOnce(orders, AT_ONCE, placeOne);
    await outage.isFelt(stack, handleOf(ids.at(-1) ?? ''));
    await sleep(milliseconds);
    const over = Date.now();
    await outage.end(stack, billing);
    await atOnce(ids.length, AT_ONCE, async (n) => complete(client, ids[n] ?? ''));
    await expectSentOnce(databaseUrl, ids.length);

    const attempts: ActivityAttempts[] = [];
    for (const id of ids) attempts.push(...attemptsOf((await handleOf(id).fetchHistory()).events ?? []));
    return `${failed.total} attempts failed, at most ${failed.peak} in one second\n${describeBacklog(attempts, over)}`;
  } finally {
    await connection.close();
  }
}

async function complete(client: ApiClient, id: string): Promise<void> {
  const closed = watchUntil(client, id, isClosed);
  const [shipment = ''] = shipmentIds(await watchUntil(client, id, isBooked));
  await dispatchAndDeliver(client, shipment);
  expect(await closed).toMatchObject({ status: 'COMPLETED' });
}

async function expectSentOnce(databaseUrl: string, orders: number): Promise<void> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const { rows } = await database.query(
      `select (select count(*)::int from payments where state = 'CHARGED') as charged,
              (select count(*)::int from bookings where state = 'BOOKED') as booked,
              (select sum(available + reserved)::int from stock where sku = $1) as left`,
      [item.sku],
    );
    expect(rows).toEqual([{ charged: orders, booked: orders, left: 2_000 - orders }]);
  } finally {
    await database.end();
  }
}

function describeBacklog(attempts: readonly ActivityAttempts[], over: number): string {
  const held = attempts.filter(({ scheduledAt, endedAt }) => scheduledAt < over && endedAt > over);
  const seconds = held.map(({ startedAt }) => Math.floor((startedAt - over) / 1_000));
  const perSecond = new Map<number, number>();
  for (const second of seconds) perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  const booked = attempts.filter(({ type }) => type === 'bookShipment').map(({ endedAt }) => endedAt);
  return [
    `${held.length} steps were held up, up to attempt ${Math.max(...held.map(({ attempt }) => attempt))}`,
    `their last attempts began ${Math.min(...seconds)} to ${Math.max(...seconds)} s after its end, at most ${Math.max(...perSecond.values())} in one second`,
    `the last order was booked ${Math.ceil((Math.max(...booked) - over) / 1_000)} s after its end`,
  ].join('\n');
}
