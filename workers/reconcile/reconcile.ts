import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { ORDER_WORKFLOW } from '../../schema/contract/order-workflow.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import type { Database } from '../database.js';
import { createOrderChangeNotifier } from '../orders/order-change-notifier.js';
import { publishOrder } from '../orders/publish-order.js';
import type { Difference } from './compare-order.js';
import { readModelDifferences, stepDifferences, stepsBehind } from './compare-order.js';
import type { KeptRun } from './read-publications.js';
import { readAllRuns, readRun } from './read-publications.js';
import { restoreBooking, restorePayment } from './restore-steps.js';
import { settledSteps } from './settled-steps.js';
import {
  distrustRow,
  mendReservedUnits,
  openOrderIds,
  readReservedUnits,
  readStored,
} from './stored-orders.js';

/** A limit that keeps the load on the running system low. */
const ORDERS_PER_SECOND = 100;

export interface ReconcileOptions {
  readonly client: Client;
  readonly database: Database;
  /** Whether derived data are repaired. */
  readonly repairs: boolean;
  readonly tell: (difference: Difference) => void;
}

/** Compares all orders that Temporal keeps with the tables. Returns how many it compared. */
export async function reconcile(options: ReconcileOptions): Promise<number> {
  const { client, database, repairs, tell } = options;
  const seen = new Set<string>();
  for await (const { workflowId, status } of client.workflow.list({
    query: `WorkflowType = '${ORDER_WORKFLOW}'`,
  })) {
    // The newest of several runs comes first, and leads to the others.
    if (seen.has(workflowId)) continue;
    seen.add(workflowId);
    await reconcileOrder(options, workflowId, status.name);
    await sleep(1_000 / ORDERS_PER_SECOND);
  }
  for await (const id of openOrderIds(database)) {
    if (seen.has(workflowIdOf(id)) || (await readRun(client, workflowIdOf(id))) !== null) continue;
    tell({
      of: id,
      says: 'the read model has the order open, and Temporal has no workflow of it',
      repair: 'NONE',
    });
  }
  for (const units of await readReservedUnits(database)) {
    const says = `the stock has ${units.reserved} reserved, the reservations ${units.held}`;
    tell({ of: `${units.sku} in ${units.location}`, says, repair: 'RESERVED_UNITS' });
    if (repairs) await mendReservedUnits(database, units);
  }
  return seen.size;
}

async function reconcileOrder(options: ReconcileOptions, workflowId: string, status: string): Promise<void> {
  const { client, database, tell } = options;
  const last = await lastPublishing(client, workflowId);
  const published = last?.publications.findLast(({ isDone }) => isDone)?.publication.snapshot;
  // Nothing had to be stored yet: the order was just placed, or is not one.
  if (!last || !published) return;
  const runs = await readAllRuns(client, workflowId, last);
  const settled = settledSteps(runs.flatMap(({ steps }) => steps));
  const stored = await readStored(database, published, settled);
  if (stored.isArchived) return;
  const behind = stepsBehind(settled, stored);
  const differences = readModelDifferences(published, stored);
  for (const difference of [
    ...differences,
    ...behind.differences,
    ...stepDifferences(published, behind.restored),
  ])
    tell(difference);
  if (published.closedAt === null && status !== 'RUNNING' && status !== 'CONTINUED_AS_NEW') {
    tell({ of: published.id, says: `its workflow is ${status}, and the order never ended`, repair: 'NONE' });
  }
  if (!options.repairs) return;
  for (const payment of behind.payments) await restorePayment(database, payment);
  for (const booking of behind.bookings) await restoreBooking(database, booking);
  if (differences.length > 0) await republish(options, published.id, runs);
}

/** The newest run that published something: one that has just continued has not yet. */
async function lastPublishing(client: Client, workflowId: string): Promise<KeptRun | null> {
  let run = await readRun(client, workflowId);
  while (run?.before != null && !run.publications.some(({ isDone }) => isDone)) {
    run = await readRun(client, workflowId, run.before);
  }
  return run;
}

/** Writes the order's row, shipments and timeline again from the histories. */
async function republish(
  { database }: ReconcileOptions,
  orderId: string,
  runs: readonly KeptRun[],
): Promise<void> {
  await distrustRow(database, orderId);
  const notifier = createOrderChangeNotifier(database);
  for (const { publications } of runs)
    for (const { publication } of publications) await publishOrder(database, notifier, publication);
}
