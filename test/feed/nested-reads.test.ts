import { beforeEach, describe, expect, test } from 'vitest';
import { nodeIds } from '../../schema/contract/node-ids.js';
import type { PlayedOrder } from './played-order.js';
import { startSocketServer } from './socket-server.js';
import { socketStage } from './socket-stage.js';

const ORDER =
  'subscription ($id: ID!) { orderUpdated(id: $id) { revision events(last: 2) { nodes { orderId } } } }';
const SHIPMENT = 'subscription ($id: ID!) { shipmentUpdated(id: $id) { id order { id } } }';

/** Whether the reads of fields fail, and how many have failed. */
let failing = false;
let failures = 0;

const stage = socketStage(undefined, (database) => {
  const store = database.store.withPlugin({
    transformQuery: ({ node }) => {
      if (!failing) return node;
      failures += 1;
      throw new Error('Connection terminated');
    },
    transformResult: async ({ result }) => result,
  });
  return startSocketServer({ ...database, store });
});

beforeEach(() => {
  failing = false;
  failures = 0;
});

async function change(order: PlayedOrder, closedAt: string | null = null): Promise<void> {
  order.snapshot = { ...order.snapshot, revision: order.snapshot.revision + 1, closedAt };
  await stage.database.publish(order.publication());
}

describe('what a subscription reads beside what changed', () => {
  test('is waited for when it cannot be read, also for the last message', async () => {
    const order = await stage.published();
    const { id } = order.snapshot;
    const wire = await stage.connected();
    wire.subscribe('1', ORDER, { id });
    await wire.next();
    failing = true;
    await change(order, new Date().toISOString());
    await expect.poll(() => failures).toBeGreaterThan(1);
    failing = false;
    const orderUpdated = {
      revision: order.snapshot.revision,
      events: { nodes: [{ orderId: id }, { orderId: id }] },
    };
    expect(await wire.next()).toEqual({ id: '1', type: 'next', payload: { data: { orderUpdated } } });
    expect(await wire.next()).toEqual({ id: '1', type: 'complete' });
  });

  test('is retried once for all who share it, and the newest state arrives in the end', async () => {
    const order = await stage.published();
    const wire = await stage.connected();
    failing = true;
    for (let n = 0; n < 50; n++) wire.subscribe(String(n), ORDER, { id: order.snapshot.id });
    await expect.poll(() => failures).toBeGreaterThan(1);
    await change(order);
    await change(order);
    await expect.poll(() => failures).toBeGreaterThan(2);
    // Without sharing, the first attempt alone would have failed fifty times.
    expect(failures).toBeLessThan(50);
    failing = false;
    const newest = new Set<string | undefined>();
    while (newest.size < 50) {
      const message = await wire.next();
      expect(message.payload).not.toHaveProperty('errors');
      const { data } = message.payload as { data: { orderUpdated: { revision: number } } };
      if (data.orderUpdated.revision === order.snapshot.revision) newest.add(message.id);
    }
  });

  test('is not left out where it may be null', async () => {
    let order = await stage.published();
    while (order.snapshot.fulfillments.length === 0 || order.isClosed) {
      if (order.isClosed) order = await stage.published();
      order.advance();
    }
    await stage.database.publish(order.publication());
    const id = order.snapshot.fulfillments[0]?.shipment?.id ?? '';
    const wire = await stage.connected();
    failing = true;
    wire.subscribe('1', SHIPMENT, { id });
    await expect.poll(() => failures).toBeGreaterThan(1);
    failing = false;
    const shipmentUpdated = { id: nodeIds.shipment(id), order: { id: order.snapshot.id } };
    expect(await wire.next()).toEqual({ id: '1', type: 'next', payload: { data: { shipmentUpdated } } });
  });
});
