import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { OrderSnapshot } from '../../schema/domain/order-snapshot.js';
import { PlayedOrder } from './played-order.js';
import { Random } from './random.js';
import { socketStage } from './socket-stage.js';
import type { Wire } from './wire.js';

const ORDER = 'subscription ($id: ID!) { orderUpdated(id: $id) { revision cancellation { reason } } }';

/** More than the network keeps for a reader that does not read. */
const ENOUGH_TO_FILL = 60;
const REASON = 'x'.repeat(400_000);

const stage = socketStage();

// The server's clock stands still, however long a test takes: a stuck client stays stuck until a test moves the clock.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
});

/** An order whose every change is a message of 400 kB. */
class BulkyOrder {
  readonly #order = new PlayedOrder(new Random());

  get snapshot(): OrderSnapshot {
    return this.#order.snapshot;
  }

  async change(): Promise<void> {
    const { snapshot } = this.#order;
    this.#order.snapshot = {
      ...snapshot,
      revision: snapshot.revision + 1,
      cancellation: { by: 'BUSINESS', reason: REASON, at: snapshot.placedAt },
    };
    await stage.database.publish(this.#order.publication());
  }
}

async function watcherOf(order: BulkyOrder, subscriptions = 1): Promise<Wire> {
  const wire = await stage.connected();
  for (let n = 1; n <= subscriptions; n++) wire.subscribe(String(n), ORDER, { id: order.snapshot.id });
  for (let n = 1; n <= subscriptions; n++) await wire.next();
  return wire;
}

/** The most bytes that waited for clients, looked at in every turn of the event loop. */
function watchBuffered(): { most(): number } {
  let most = 0;
  let isOver = false;
  const look = () => {
    most = Math.max(most, stage.server.sockets.bufferedBytes);
    if (!isOver) setImmediate(look);
  };
  look();
  return {
    most() {
      isOver = true;
      return most;
    },
  };
}

function revisionOf(message: { readonly payload?: unknown }): number {
  return (message.payload as { data: { orderUpdated: { revision: number } } }).data.orderUpdated.revision;
}

describe('a client that stops reading', () => {
  test('harms nobody, keeps no more than its share, and gets the newest state when it reads again', async () => {
    const order = new BulkyOrder();
    await order.change();
    const slow = await watcherOf(order);
    const quick = await watcherOf(order);
    slow.stream.pause();
    let mostBuffered = 0;
    for (let change = 0; change < ENOUGH_TO_FILL; change++) {
      await order.change();
      // The other one sees every change, at once.
      expect(revisionOf(await quick.next())).toBe(order.snapshot.revision);
      mostBuffered = Math.max(mostBuffered, stage.server.sockets.bufferedBytes);
    }
    // 60 messages of 400 kB were for the slow one: this process held one of them at a time.
    expect(mostBuffered).toBeGreaterThan(100_000);
    expect(mostBuffered).toBeLessThan(500_000);
    slow.stream.resume();
    let revision = 0;
    let received = 0;
    while (revision < order.snapshot.revision) {
      const next = revisionOf(await slow.next());
      expect(next).toBeGreaterThan(revision);
      revision = next;
      received += 1;
    }
    expect(received).toBeLessThan(ENOUGH_TO_FILL);
  });

  test('holds no more with many subscriptions, and gets the newest state of each', async () => {
    const order = new BulkyOrder();
    await order.change();
    const slow = await watcherOf(order, ENOUGH_TO_FILL);
    const quick = await watcherOf(order);
    slow.stream.pause();
    for (let change = 0; change < 3; change++) {
      await order.change();
      await quick.next();
      expect(stage.server.sockets.bufferedBytes).toBeLessThan(500_000);
    }
    await expect.poll(() => stage.server.sockets.bufferedBytes).toBeGreaterThan(100_000);
    const buffered = watchBuffered();
    slow.stream.resume();
    const newest = new Set<string | undefined>();
    while (newest.size < ENOUGH_TO_FILL) {
      const message = await slow.next();
      if (revisionOf(message) === order.snapshot.revision) newest.add(message.id);
    }
    // Not even when there is room again, for which all of them waited.
    expect(buffered.most()).toBeLessThan(500_000);
  });

  test('is closed when it stays stuck', async () => {
    const order = new BulkyOrder();
    await order.change();
    const stuck = await watcherOf(order);
    const quick = await watcherOf(order);
    stuck.stream.pause();
    for (let change = 0; change < ENOUGH_TO_FILL; change++) {
      await order.change();
      await quick.next();
    }
    expect(stage.server.sockets.size).toBe(2);
    // Half a minute passes quickly for the server, which looks at its sockets every two seconds.
    const sizeLater = () => {
      vi.setSystemTime(Date.now() + 1_000);
      return stage.server.sockets.size;
    };
    await expect.poll(sizeLater, { interval: 100 }).toBe(1);
    await order.change();
    await quick.next();
  });
});
