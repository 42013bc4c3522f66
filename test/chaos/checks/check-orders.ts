import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { ORDER_WORKFLOW, STATUS_QUERY } from '../../../schema/contract/order-workflow.js';
import { workflowIdOf } from '../../../schema/domain/ids.js';
import { isOrderLate } from '../../../schema/domain/lateness.js';
import type { OrderWatch } from '../order-watch.js';
import type { SettledOrder } from './settled-order.js';

const bundle = fileURLToPath(new URL('../../../dist/workers/workflow-bundle.js', import.meta.url));
const payloadConverterPath = fileURLToPath(
  new URL('../../../dist/workers/payload-converter.js', import.meta.url),
);

/**
 * Checks that every order that was sent exists once, has ended, and has a timeline without gaps, and that there are no
 * others.
 */
export function checkOrders(
  sent: ReadonlySet<string>,
  orders: ReadonlyMap<string, SettledOrder>,
): readonly string[] {
  const findings = [...orders.keys()]
    .filter((id) => !sent.has(id))
    .map((id) => `${id}: an order that nobody sent`);
  for (const id of sent) {
    const order = orders.get(id);
    if (!order) findings.push(`${id}: sent but missing`);
    else if (order.snapshot.closedAt === null)
      findings.push(`${id}: never ended: it is ${order.snapshot.status}`);
    const gap = order?.events.find(({ sequence }, index) => sequence !== index + 1);
    if (gap) findings.push(`${id}: the timeline has a gap before ${gap.sequence}`);
  }
  return findings;
}

/**
 * Checks that a broken promise is reported once, before the shipment ended, and that nothing that has ended is late.
 */
export function checkPromises(orders: ReadonlyMap<string, SettledOrder>): readonly string[] {
  const findings: string[] = [];
  for (const [id, { snapshot, events }] of orders) {
    if (snapshot.closedAt !== null && isOrderLate(snapshot)) findings.push(`${id}: closed but still late`);
    const reported = new Set<string>();
    const ended = new Set<string | null>();
    for (const { type, fulfillment_id, message } of events) {
      if (type === 'SHIPMENT_DELIVERED' || type === 'SHIPMENT_FAILED') ended.add(fulfillment_id);
      if (type !== 'SHIPMENT_LATE') continue;
      const promise = `${fulfillment_id}: ${message}`;
      if (ended.has(fulfillment_id)) findings.push(`${promise}, reported after the shipment had ended`);
      if (reported.has(promise)) findings.push(`${promise}, reported twice`);
      reported.add(promise);
    }
  }
  return findings;
}

/** Every watcher saw revisions that grow and end with the last, and the whole timeline. */
export function checkWatches(
  watches: ReadonlyMap<string, readonly OrderWatch[]>,
  orders: ReadonlyMap<string, SettledOrder>,
): readonly string[] {
  const findings: string[] = [];
  for (const [id, all] of watches) {
    const order = orders.get(id);
    for (const { revisions, sequences, latest } of all) {
      for (const stream of revisions) {
        const falls = stream.some((revision, index) => revision <= (stream[index - 1] ?? 0));
        if (falls) findings.push(`${id}: a watcher's revisions do not grow: ${stream}`);
      }
      if (latest?.revision !== order?.revision) {
        findings.push(
          `${id}: a watcher ended at revision ${latest?.revision}, the order at ${order?.revision}`,
        );
      }
      const isWhole = sequences.every((sequence, index) => sequence === index + 1);
      if (!isWhole || sequences.length !== order?.events.length) {
        findings.push(
          `${id}: a watcher saw the events ${sequences} of a timeline of ${order?.events.length}`,
        );
      }
    }
  }
  return findings;
}

/**
 * The read model has what the workflow answers, and each workflow's history replays with the code of today. One that does not
 * is kept.
 */
export async function checkWorkflows(
  temporal: Client,
  orders: ReadonlyMap<string, SettledOrder>,
  logFolder: string,
): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const [id, { snapshot }] of orders) {
    let answer: unknown;
    try {
      answer = await temporal.workflow.getHandle(workflowIdOf(id)).query(STATUS_QUERY);
    } catch (error) {
      findings.push(
        `${id}: the workflow cannot be queried: ${error instanceof Error ? error.message : error}`,
      );
      continue;
    }
    if (!isDeepStrictEqual(answer, snapshot)) {
      findings.push(
        `${id}: the workflow says ${JSON.stringify(answer)}, the row ${JSON.stringify(snapshot)}`,
      );
    }
  }
  const histories = async function* () {
    for await (const { workflowId, runId } of temporal.workflow.list({
      query: `WorkflowType = '${ORDER_WORKFLOW}'`,
    })) {
      if (!orders.has(workflowId.replace(/^order:/, ''))) {
        findings.push(`${workflowId}: a workflow without an order`);
      }
      yield { workflowId, history: await temporal.workflow.getHandle(workflowId, runId).fetchHistory() };
    }
  };
  const options = { workflowBundle: { codePath: bundle }, dataConverter: { payloadConverterPath } };
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories())) {
    if (error === undefined) continue;
    findings.push(`${workflowId}: its history does not replay: ${error.message}`);
    const history = await temporal.workflow.getHandle(workflowId).fetchHistory();
    mkdirSync(logFolder, { recursive: true });
    const file = join(logFolder, `${workflowId.replace(/\W/g, '-')}.json`);
    writeFileSync(file, historyToJSON(history));
  }
  return findings;
}
