import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureApplicationRole } from '../../database/application-role.js';
import type { TemporalCluster, TemporalRole } from '../../deploy/cluster/temporal-cluster.js';
import { startTemporalCluster } from '../../deploy/cluster/temporal-cluster.js';
import { buildTemporal } from '../../deploy/cluster/temporal-programs.js';
import type { PostgresServer } from '../../local/postgres-server.js';
import { startPostgresServer } from '../../local/postgres-server.js';
import { taskQueues } from '../../schema/contract/task-queues.js';
import { ApiClient } from '../client/api-client.js';
import type { WatchedOrder } from '../client/orders.js';
import { isBooked, isClosed, newOrderId, shipmentIds } from '../client/orders.js';
import {
  OrderCreateDocument,
  OrderUpdatedDocument,
  ShipmentDeliverDocument,
  ShipmentDispatchDocument,
} from '../generated/graphql.js';
import { sharedServers, wholeBuild } from '../stack/shared.js';
import type { Stack } from '../stack/stack.js';
import { startStackOn } from '../stack/stack.js';
import { withDatabase } from '../stack/with-database.js';

const item = { sku: 'NIKE-COURT-VISION', quantity: 1 };
const ORDERS = 20;

let postgres: PostgresServer;
let cluster: TemporalCluster;
let stack: Stack;
let client: ApiClient;

beforeAll(async () => {
  await wholeBuild();
  const shared = await sharedServers();
  const folder = mkdtempSync(join(shared.folder, 'failures-'));
  chmodSync(folder, 0o711);
  postgres = await startPostgresServer({
    clusterFolder: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    password: randomBytes(16).toString('hex'),
    durable: false,
  });
  const adminDatabaseUrl = postgres.urlOf('postgres');
  await ensureApplicationRole(adminDatabaseUrl, shared.applicationPassword);
  const programs = await buildTemporal(console.log);
  cluster = await startTemporalCluster({ programs, adminDatabaseUrl, folder, nodes: 2 });
  const addresses = { ...shared, temporalAddress: cluster.address, adminDatabaseUrl, processesOfEach: 2 };
  stack = await startStackOn(addresses, { workers: taskQueues });
  client = new ApiClient(stack.addresses);
});

afterAll(async () => {
  await client?.[Symbol.asyncDispose]();
  await stack?.[Symbol.asyncDispose]();
  await cluster?.stop();
  await postgres?.stop();
});

/** Sends again, like a client that lost its connection or got UNAVAILABLE; the request id makes it act once. */
async function persistently<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function courier(
  document: typeof ShipmentDispatchDocument | typeof ShipmentDeliverDocument,
  id: string,
): Promise<void> {
  const input = { id, requestId: randomUUID() };
  await persistently(async () => {
    const data = await client.send(document as typeof ShipmentDispatchDocument, { input });
    const payload = Object.values(data)[0] as (typeof data)['shipmentDispatch'];
    if (payload?.userErrors.length !== 0) throw new Error(JSON.stringify(payload));
    if (payload.pending) throw new Error('not judged yet');
  });
}

/**
 * Places an order and plays its courier; returns the final state, which its watcher must see whatever happens
 * meanwhile.
 */
async function wholeOrder(customerId: string): Promise<WatchedOrder> {
  const input = { id: newOrderId(), customerId, items: [item] };
  await persistently(() => client.send(OrderCreateDocument, { input }));
  let isSent = false;
  let last: WatchedOrder | undefined;
  for await (const { orderUpdated } of client.watch(OrderUpdatedDocument, { id: input.id })) {
    if (last !== undefined) expect(orderUpdated.revision).toBeGreaterThanOrEqual(last.revision);
    last = orderUpdated;
    if (!isSent && isBooked(orderUpdated)) {
      isSent = true;
      const [shipment = ''] = shipmentIds(orderUpdated);
      void courier(ShipmentDispatchDocument, shipment).then(() => courier(ShipmentDeliverDocument, shipment));
    }
    if (isClosed(orderUpdated)) break;
  }
  return last as WatchedOrder;
}

const killNode = async (role: TemporalRole) => {
  const node = cluster.nodes.find((each) => each.role === role);
  await node?.kill();
  await node?.start();
};

test.each([
  ['a history node', () => killNode('history')],
  ['a matching node', () => killNode('matching')],
  ['the frontend', () => killNode('frontend')],
  ['the node of the system workflows', () => killNode('worker')],
  [
    'an API process',
    async () => {
      await stack.api.kill();
      await stack.api.restart();
    },
  ],
  [
    'a worker of each kind',
    async () => {
      for (const worker of stack.workers.slice(0, 3)) {
        await worker.kill();
        await worker.restart();
      }
    },
  ],
])(
  '%s is killed under load: every order completes, charged once, and no watcher misses it',
  async (what, kill) => {
    const customerId = newOrderId('killed');
    const begin = Date.now();
    const orders = Array.from({ length: ORDERS }, () => wholeOrder(customerId));
    await Promise.race(orders);
    await kill();
    const ended = await Promise.all(orders);
    console.log(`${what}: ${ORDERS} orders completed in ${((Date.now() - begin) / 1_000).toFixed(1)} s`);
    expect(ended.map(({ status }) => status)).toEqual(orders.map(() => 'COMPLETED'));

    const tally = await withDatabase(stack.addresses.databaseUrl, (database) =>
      database.query('select charged from fraud_tallies where customer_id = $1', [customerId]),
    );
    const total = ended.reduce((sum, order) => sum + order.totalCharged.amount, 0);
    expect(Number(tally.rows[0]?.charged)).toBe(total);
  },
  300_000,
);
