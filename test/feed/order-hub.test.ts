import { expect, test } from 'vitest';
import type { OrderChange } from '../../schema/contract/order-changes.js';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { OrderHub } from '../../src/feed/orders/order-hub.js';
import { OrderStream } from '../../src/feed/orders/order-stream.js';
import type { ChangedOrder } from '../../src/feed/orders/read-changed-orders.js';
import { RecentOrders } from '../../src/store/recent-orders.js';
import { PlayedOrder } from './played-order.js';
import { Random } from './random.js';

/** A hub whose reads see the row as it is when they begin, and end when the test says so. */
function heldHub(row: () => OrderSnapshot) {
  const held: (() => void)[] = [];
  const hub = new OrderHub({
    read: ([wanted]) => {
      const found = new Map<string, ChangedOrder>();
      if (wanted)
        found.set(wanted.orderId, { snapshot: { ...row(), changeMark: '' }, eventCount: 0, events: [] });
      return new Promise((resolve) => held.push(() => resolve(found)));
    },
    workflows: { status: async () => 'GONE' },
    recentOrders: new RecentOrders(),
    lists: {
      concerns: ({ previousStatus }) => previousStatus === null,
      receive: () => {},
      resync: () => {},
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const endRead = async () => {
    await expect.poll(() => held.length).toBeGreaterThan(0);
    held.shift()?.();
  };
  return { hub, endRead };
}

function changeOf(order: OrderSnapshot, touchesLists: boolean): OrderChange {
  const { id: orderId, customerId, revision, status } = order;
  const previousStatus = touchesLists ? null : status;
  return { orderId, customerId, revision, status, previousStatus, lastSequence: 0, shipments: [] };
}

test('a first state that was read before the order was followed is corrected', async () => {
  const order = new PlayedOrder(new Random());
  const { id } = order.snapshot;
  const { hub, endRead } = heldHub(() => order.snapshot);
  const watch = () =>
    new OrderStream(
      (stream) => hub.follow(id, stream),
      () => {},
    );
  // For a list, the order is being read when it changes in a way that concerns nobody.
  hub.announce([changeOf(order.snapshot, true)]);
  const older = order.snapshot;
  order.snapshot = { ...older, revision: older.revision + 1 };
  hub.announce([changeOf(order.snapshot, false)]);
  // A mutation comes first: it reads for itself, so it is no reason to read.
  const leave = hub.follow(id, { isOpen: true, receive: () => {}, notFound: () => {} });
  const stream = watch();
  const first = stream.next();
  await endRead();
  expect((await first).value).toMatchObject(older);
  const second = stream.next();
  await endRead();
  expect((await second).value).toMatchObject(order.snapshot);
  await stream.return();
  leave();
  hub.close();
});
