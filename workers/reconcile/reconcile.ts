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
  readOpenOrders,
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
  const compared = new Set<string>();
  for await (const { workflowId, runId, status } of client.workflow.list({
    query: `WorkflowType = '${ORDER_WORKFLOW}'`,
  })) {
    // The newest of several runs comes first, and leads to the others, unless it had no effect because the id was used.
    if (compared.has(workflowId)) continue;
    if (await reconcileOrder(options, { workflowId, runId, status: status.name })) compared.add(workflowId);
    await sleep(1_000 / ORDERS_PER_SECOND);
  }
  for await (const { id, run_id } of readOpenOrders(database)) {
    if (compared.has(workflowIdOf(id))) continue;
    const run = await readRun(client, workflowIdOf(id));
    if (run?.orderRunId === run_id) continue;
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
  return compared.size;
}

/** A run as Temporal lists it. */
interface ListedRun {
  readonly workflowId: string;
  readonly runId: string;
  readonly status: string;
}

/** Returns whether the run led to an order with something to compare. */
async function reconcileOrder(options: ReconcileOptions, listed: ListedRun): Promise<boolean> {
  const { repairs, tell } = options;
  const { status } = listed;
  let compared = await compareOrder(options, listed);
  if (!compared) return false;
  const { id, closedAt } = compared.published;
  for (const difference of compared.differences) tell(difference);
  if (closedAt === null && status !== 'RUNNING' && status !== 'CONTINUED_AS_NEW') {
    tell({ of: id, says: `its workflow is ${status}, and the order never ended`, repair: 'NONE' });
  }
  if (!repairs) return true;
  for (const payment of compared.behind.payments) await restorePayment(options.database, payment);
  for (const booking of compared.behind.bookings) await restoreBooking(options.database, booking);
  for (let repair = 1; compared && needsRepublishing(compared); repair++) {
    if (repair > REPAIRS) {
      tell({ of: id, says: 'it changes too fast to be written again', repair: 'NONE' });
      break;
    }
    await republish(options, compared);
    compared = await compareOrder(options, listed);
  }
  return true;
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

/** From the newest run of the workflow: it may be newer than the listed one. From the listed one if that had no effect. */
async function compareOrder(
  options: ReconcileOptions,
  { workflowId, runId }: ListedRun,
): Promise<ComparedOrder | null> {
  return (await compareRuns(options, workflowId)) ?? (await compareRuns(options, workflowId, runId));
}

/**
 * Null if nothing had to be stored yet (the order was just placed, or is not one), if it is archived, and if the id is
 * another order's.
 */
async function compareRuns(
  { client, database }: ReconcileOptions,
  workflowId: string,
  runId?: string,
): Promise<ComparedOrder | null> {
  const last = await lastPublishing(client, workflowId, runId);
  const publication = last?.publications.findLast(({ isDone }) => isDone)?.publication;
  if (!last || !publication) return null;
  const { snapshot: published } = publication;
  const runs = await readAllRuns(client, workflowId, last);
  const settled = settledSteps(runs.flatMap(({ steps }) => steps));
  const stored = await readStored(database, published, settled);
  if (stored.isArchived) return null;
  // A run can end before it learns that the id is taken.
  if (stored.row !== null && stored.row.run_id !== publication.runId) return null;
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
async function lastPublishing(client: Client, workflowId: string, runId?: string): Promise<KeptRun | null> {
  let run = await readRun(client, workflowId, runId);
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
