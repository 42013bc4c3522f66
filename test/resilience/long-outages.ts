import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { Client, Connection } from '@temporalio/client';
import { expect } from 'vitest';
import { atOnce } from '../../bench/measure/at-once.js';
import { freePort } from '../../local/free-port.js';
import type { TaskQueue } from '../../schema/contract/task-queues.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { ApiClient } from '../client/api-client.js';
import { deliverOnceBooked, place } from '../client/orders.js';
import type { Stack, StackOptions } from '../stack/stack.js';
import { startStack } from '../stack/stack.js';
import type { StackProcess } from '../stack/stack-process.js';
import { withDatabase } from '../stack/with-database.js';
import type { ActivityAttempts } from './activity-attempts.js';
import { attemptsOf } from './activity-attempts.js';
import { FailedAttempts } from './failed-attempts.js';

export interface Outage {
  readonly begin: (stack: Stack, billing: StackProcess) => Promise<void>;
  readonly end: (stack: Stack, billing: StackProcess) => Promise<void>;
  /** Whether orders can be placed meanwhile. */
  readonly takesOrders: boolean;
  /** Resolves once the outage has an effect on the orders that were placed last. */
  readonly isFelt: (stack: Stack, orders: readonly WorkflowHandle[]) => Promise<void>;
}

interface OutageSize {
  /** How many orders are under way when the outage begins; as many are placed during it, if that is possible. */
  readonly orders: number;
  readonly milliseconds: number;
}

/** Resolves once an activity of this type, in any of the orders, has reached this attempt. */
export const isHeldUp =
  (type: string, attemptReached: number): Outage['isFelt'] =>
  (_stack, orders) => {
    const attempts = async () => {
      const described = await Promise.all(orders.map((order) => order.describe()));
      const pending = described.flatMap(({ raw }) => raw.pendingActivities ?? []);
      return pending.flatMap(({ activityType, attempt }) =>
        activityType?.name === type ? [attempt ?? 0] : [],
      );
    };
    return expect
      .poll(async () => (await attempts()).some((attempt) => attempt >= attemptReached))
      .toBe(true);
  };

const AT_ONCE = 20;
const item = { sku: 'NIKE-COURT-VISION', quantity: 1 };

/**
 * Runs orders through an outage on a system with one worker for each queue: all must complete, charged and sent once.
 * Returns how their activities went on after it.
 */
export async function surviveOutage(
  outage: Outage,
  { orders, milliseconds }: OutageSize,
  options: StackOptions,
): Promise<string> {
  await using stack = await startStack({ ...options, workers: [] });
  await using client = new ApiClient(stack.addresses);
  const metricsUrls: string[] = [];
  const startWorker = async (queue: TaskQueue) => {
    const port = await freePort();
    metricsUrls.push(`http://127.0.0.1:${port}/metrics`);
    return stack.startWorker(queue, {}, ['--metrics-port', String(port)]);
  };
  const [billing] = await Promise.all([
    startWorker('billing'),
    startWorker('orders'),
    startWorker('shipments'),
  ]);
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
    await outage.isFelt(stack, ids.slice(-10).map(handleOf));
    await sleep(milliseconds);
    const over = Date.now();
    await outage.end(stack, billing);
    await atOnce(ids.length, AT_ONCE, async (n) => {
      expect(await deliverOnceBooked(client, ids[n] ?? '')).toMatchObject({ status: 'COMPLETED' });
    });
    await expectSentOnce(databaseUrl, ids.length);

    const attempts: ActivityAttempts[] = [];
    for (const id of ids) attempts.push(...attemptsOf((await handleOf(id).fetchHistory()).events ?? []));
    return [
      `${failed.total} attempts failed, at most ${failed.peakFrom(0)} in one second, and ${failed.peakFrom(120_000)} once pauses were at their longest`,
      ...describeBacklog(attempts, over),
    ].join('\n');
  } finally {
    await connection.close();
  }
}

async function expectSentOnce(databaseUrl: string, orders: number): Promise<void> {
  await withDatabase(databaseUrl, async (database) => {
    const { rows } = await database.query(
      `select (select count(*)::int from payments where state = 'CHARGED') as charged,
              (select count(*)::int from bookings where state = 'BOOKED') as booked,
              (select sum(available + reserved)::int from stock where sku = $1) as left`,
      [item.sku],
    );
    expect(rows).toEqual([{ charged: orders, booked: orders, left: 2_000 - orders }]);
  });
}

function describeBacklog(attempts: readonly ActivityAttempts[], over: number): readonly string[] {
  const held = attempts.filter(({ scheduledAt, endedAt }) => scheduledAt < over && endedAt > over);
  const seconds = held.map(({ startedAt }) => Math.floor((startedAt - over) / 1_000));
  const perSecond = new Map<number, number>();
  for (const second of seconds) perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  const late = held.filter(({ startedAt }) => startedAt > over + 65_000);
  const booked = attempts.filter(({ type }) => type === 'bookShipment').map(({ endedAt }) => endedAt);
  return [
    `${held.length} steps were held up, up to attempt ${Math.max(...held.map(({ attempt }) => attempt))}`,
    `their last attempts began ${Math.min(...seconds)} to ${Math.max(...seconds)} s after its end, at most ${Math.max(...perSecond.values())} in one second`,
    ...new Set(late.map(({ type, lastFailure }) => `${type} that was later than a pause: ${lastFailure}`)),
    `the last order was booked ${Math.ceil((Math.max(...booked) - over) / 1_000)} s after its end`,
  ];
}
