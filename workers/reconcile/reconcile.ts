import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Publication } from '../../schema/contract/order-activities.js';
import { ORDER_WORKFLOW } from '../../schema/contract/order-workflow.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import type { Database } from '../database.js';
import { createOrderChangeNotifier } from '../orders/order-change-notifier.js';
import { publishOrder } from '../orders/publish-order.js';
import type { Difference, StepsBehind, StoredOrder } from './compare-order.js';
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

/** How often an order is written again that changes meanwhile: what it publishes then may be numbered too early. */
const REPAIRS = 3;

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
  const { repairs, tell } = options;
  let compared = await compareOrder(options, workflowId);
  if (!compared) return;
  const { id, closedAt } = compared.published;
  for (const difference of compared.differences) tell(difference);
  if (closedAt === null && status !== 'RUNNING' && status !== 'CONTINUED_AS_NEW') {
    tell({ of: id, says: `its workflow is ${status}, and the order never ended`, repair: 'NONE' });
  }
  if (!repairs) return;
  for (const payment of compared.behind.payments) await restorePayment(options.database, payment);
  for (const booking of compared.behind.bookings) await restoreBooking(options.database, booking);
  for (let repair = 1; compared && needsRepublishing(compared); repair++) {
    if (repair > REPAIRS)
      return tell({ of: id, says: 'it changes too fast to be written again', repair: 'NONE' });
    await republish(options, compared);
    compared = await compareOrder(options, workflowId);
  }
}

/** An order with where the tables differ from it. */
interface ComparedOrder {
  readonly published: OrderSnapshot;
  /** Oldest first. */
  readonly publications: readonly Publication[];
  readonly stored: StoredOrder;
  readonly behind: StepsBehind;
  readonly differences: readonly Difference[];
}

/** Null if nothing had to be stored yet (the order was just placed, or is not one), and if it is archived. */
async function compareOrder(
  { client, database }: ReconcileOptions,
  workflowId: string,
): Promise<ComparedOrder | null> {
  const last = await lastPublishing(client, workflowId);
  const published = last?.publications.findLast(({ isDone }) => isDone)?.publication.snapshot;
  if (!last || !published) return null;
  const runs = await readAllRuns(client, workflowId, last);
  const settled = settledSteps(runs.flatMap(({ steps }) => steps));
  const stored = await readStored(database, published, settled);
  if (stored.isArchived) return null;
  const kept = runs.flatMap(({ publications }) => publications);
  const publications = kept.map(({ publication }) => publication);
  const done = kept.flatMap(({ publication, isDone }) => (isDone ? [publication] : []));
  const behind = stepsBehind(settled, stored);
  const differences = [
    ...readModelDifferences(
      { snapshot: published, eventKeys: eventKeysOf(done), knownKeys: eventKeysOf(publications) },
      stored,
    ),
    ...behind.differences,
    ...stepDifferences(published, behind.restored),
  ];
  return { published, publications, stored, behind, differences };
}

function eventKeysOf(publications: readonly Publication[]): ReadonlySet<string> {
  return new Set(publications.flatMap(({ events }) => events.map(({ key }) => key)));
}

function needsRepublishing({ differences }: ComparedOrder): boolean {
  return differences.some(({ repair }) => repair === 'REPUBLISH' || repair === 'TIMELINE');
}

/** The newest run that published something: one that has just continued has not yet. */
async function lastPublishing(client: Client, workflowId: string): Promise<KeptRun | null> {
  let run = await readRun(client, workflowId);
  while (run?.before != null && !run.publications.some(({ isDone }) => isDone)) {
    run = await readRun(client, workflowId, run.before);
  }
  return run;
}

/**
 * Writes the order's row, shipments and timeline again from the histories, in one transaction: nobody sees a former state,
 * even if it ends halfway. What was published since the histories and the row were read stays.
 */
async function republish(
  { database }: ReconcileOptions,
  { published, publications, stored: { row }, differences }: ComparedOrder,
): Promise<void> {
  const newest = publications.at(-1);
  if (!newest || (row !== null && row.revision > newest.snapshot.revision)) return;
  const forgetsTimeline = differences.some(({ repair }) => repair === 'TIMELINE');
  const events = publications.flatMap((each) => each.events);
  await database.transact(async (statements) => {
    if (row !== null && !(await distrustRow(statements, published.id, row, forgetsTimeline))) return;
    await publishOrder(statements, createOrderChangeNotifier(statements), { ...newest, events });
  });
}
