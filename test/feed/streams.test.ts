import { setImmediate as immediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORDER_CHANGES_CHANNEL } from '../../schema/contract/order-changes.js';
import type { FeedStream } from '../../src/feed/streams/feed-stream.js';
import { shipmentRecords } from '../../src/store/shipment-record.js';
import { PATIENCE } from '../patience.js';
import type { FeedDatabase } from './feed-database.js';
import { startFeedDatabase } from './feed-database.js';
import { PlayedOrder } from './played-order.js';
import { Random } from './random.js';

const everybody = () => true;

let database: FeedDatabase;

beforeAll(async () => {
  database = await startFeedDatabase();
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

async function collect<Value>(stream: FeedStream<Value>): Promise<readonly Value[]> {
  const values: Value[] = [];
  for await (const value of stream) values.push(value);
  return values;
}

async function playToEnd(order: PlayedOrder): Promise<void> {
  while (!order.isClosed) {
    order.advance();
    await database.publish(order.publication());
  }
}

describe('an order’s stream', () => {
  test('begins with the state as it is, grows by revision, and ends with the final state', async () => {
    const order = new PlayedOrder(new Random());
    await database.publish(order.publication());
    const stream = database.feed.watchOrder(order.snapshot.id, everybody);
    const first = await stream.next();
    expect(first.value).toMatchObject(order.snapshot);
    const rest = collect(stream);
    await playToEnd(order);
    const states = await rest;
    const revisions = [first.value?.revision ?? 0, ...states.map(({ revision }) => revision)];
    expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
    expect(states.at(-1)).toMatchObject(order.snapshot);
  });

  test('skips to the newest state for a reader that was slow', async () => {
    const order = new PlayedOrder(new Random());
    await database.publish(order.publication());
    const slow = database.feed.watchOrder(order.snapshot.id, everybody);
    const quick = database.feed.watchOrder(order.snapshot.id, everybody);
    await slow.next();
    const all = collect(quick);
    await playToEnd(order);
    await all;
    expect(await collect(slow)).toMatchObject([order.snapshot]);
  });

  test('says NOT_FOUND for an order that does not exist or may not be seen, or an impossible id', async () => {
    const order = new PlayedOrder(new Random());
    await database.publish(order.publication());
    const { feed } = database;
    const streams = [
      feed.watchOrder('nowhere', everybody),
      feed.watchOrder(order.snapshot.id, () => false),
      feed.watchOrder('a\u0000b', everybody),
      feed.watchEvents(order.snapshot.id, 0, () => false),
      feed.watchEvents('nowhere', 0, everybody),
      feed.watchShipment(`shp-1-${order.snapshot.id}`, everybody),
      feed.watchShipment('no shipment', everybody),
    ];
    for (const stream of streams) {
      await expect(stream.next()).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    }
    expect(feed.counts()).toEqual({ streams: 0, waits: 0, orders: 0, lists: 0 });
  });

  test('costs one read a change for a thousand watchers, and none for an order nobody watches', async () => {
    const { feed } = database;
    const watched = new PlayedOrder(new Random());
    const other = new PlayedOrder(new Random());
    await database.publish(watched.publication());
    const streams = Array.from({ length: 1_000 }, () => feed.watchOrder(watched.snapshot.id, everybody));
    await Promise.all(streams.map((stream) => stream.next()));
    const before = database.reads();
    await database.publish(other.publication());
    await playToEnd(other);
    const next = streams.map((stream) => stream.next());
    watched.advance();
    await database.publish(watched.publication());
    for (const { value } of await Promise.all(next)) expect(value?.revision).toBe(watched.snapshot.revision);
    expect(database.reads() - before).toBe(1);
    await Promise.all(streams.map((stream) => stream.return?.()));
    expect(feed.counts()).toEqual({ streams: 0, waits: 0, orders: 0, lists: 0 });
  });

  test('goes on after notifications that make no sense', async () => {
    const order = new PlayedOrder(new Random());
    await database.publish(order.publication());
    const { id, revision } = order.snapshot;
    const stream = database.feed.watchOrder(id, everybody);
    await stream.next();
    const change = { orderId: id, revision: revision + 1, lastSequence: 1, shipments: [null] };
    for (const payload of ['no JSON', '1', 'null', '[null]', '[{}]', JSON.stringify([change])]) {
      await sql`select pg_notify(${ORDER_CHANGES_CHANNEL}, ${payload})`.execute(database.store);
    }
    order.advance();
    const next = stream.next();
    await database.publish(order.publication());
    expect((await next).value).toMatchObject(order.snapshot);
    await stream.return?.();
  });

  test('brings what was changed while nobody listened', async () => {
    const order = new PlayedOrder(new Random());
    await database.publish(order.publication());
    const stream = database.feed.watchOrder(order.snapshot.id, everybody);
    await stream.next();
    const states = collect(stream);
    while (!order.isClosed) {
      await database.breakListener();
      order.advance();
      await database.publish(order.publication());
    }
    expect((await states).at(-1)).toMatchObject(order.snapshot);
  });
});

describe('a shipment’s stream', () => {
  test('sends each newer state of the shipment, and ends when its order is closed', async () => {
    let order = new PlayedOrder(new Random());
    while (order.snapshot.fulfillments.length === 0) {
      order.advance();
      if (order.isClosed) order = new PlayedOrder(new Random());
    }
    await database.publish(order.publication());
    const id = order.snapshot.fulfillments[0]?.shipment?.id ?? '';
    const stream = database.feed.watchShipment(id, everybody);
    const first = await stream.next();
    expect(first.value?.status).toBe('PENDING');
    const rest = collect(stream);
    await playToEnd(order);
    const revisions = (await rest).map(({ revision }) => revision);
    expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
    expect((await rest).at(-1)).toEqual(shipmentRecords(order.snapshot)[0]);
  });
});

describe('a timeline’s stream', () => {
  test('has every event after the cursor once, in order, whenever the reader came', async () => {
    const order = new PlayedOrder(new Random());
    await database.publish(order.publication());
    const { id } = order.snapshot;
    const readers = [collect(database.feed.watchEvents(id, 0, everybody))];
    while (!order.isClosed) {
      order.advance();
      await database.publish(order.publication());
      readers.push(collect(database.feed.watchEvents(id, 2, everybody)));
    }
    const table = await database.store
      .selectFrom('order_events')
      .selectAll()
      .where('order_id', '=', id)
      .orderBy('sequence')
      .execute();
    const [whole, ...later] = await Promise.all(readers);
    expect(whole).toEqual(table);
    for (const events of later) expect(events).toEqual(table.slice(2));
  });

  test('is read once for all who follow it', async () => {
    const order = new PlayedOrder(new Random());
    await database.publish(order.publication());
    const { id } = order.snapshot;
    // Only its revision: an order that was closed would end the streams.
    const change = () => {
      order.snapshot = { ...order.snapshot, revision: order.snapshot.revision + 1 };
      return database.publish(order.publication());
    };
    const streams = Array.from({ length: 50 }, () => database.feed.watchEvents(id, 0, everybody));
    const last = async (stream: (typeof streams)[number], count: number) => {
      let event = await stream.next();
      while (event.value && event.value.sequence < count) event = await stream.next();
      return event.value;
    };
    const { eventCount } = await stored(id);
    await Promise.all(streams.map((stream) => last(stream, eventCount)));
    const live = streams.map((stream) => stream.next());
    // All have read their page and follow the shared part.
    await change();
    await Promise.all(live);
    const { eventCount: now } = await stored(id);
    if (now > eventCount + 1) await Promise.all(streams.map((stream) => last(stream, now)));
    const before = database.reads();
    const next = streams.map((stream) => stream.next());
    await change();
    const events = await Promise.all(next);
    expect(new Set(events.map(({ value }) => value)).size).toBe(1);
    expect(database.reads() - before).toBe(1);
    await Promise.all(streams.map((stream) => stream.return?.()));
  });
});

describe('a wait', () => {
  test('ends with the first state that is accepted, or with nothing in time', async () => {
    const order = new PlayedOrder(new Random());
    await database.publish(order.publication());
    {
      using wait = database.feed.waitForOrder(order.snapshot.id);
      order.advance();
      await database.publish(order.publication());
      const { revision } = order.snapshot;
      expect(await wait.first((state) => state.revision >= revision, PATIENCE)).toMatchObject(order.snapshot);
      expect(await wait.first((state) => state.revision > revision, 10)).toBeNull();
    }
    expect(database.feed.counts()).toEqual({ streams: 0, waits: 0, orders: 0, lists: 0 });
  });
});

describe('without a row', () => {
  test('the workflow provides the first state; without an answer the stream waits for one', async () => {
    const order = new PlayedOrder(new Random());
    let asked = 0;
    await using own = await startFeedDatabase({
      status: async () => {
        asked += 1;
        return asked === 1 ? 'NO_ANSWER' : order.snapshot;
      },
    });
    const stream = own.feed.watchOrder(order.snapshot.id, everybody);
    expect((await stream.next()).value).toMatchObject(order.snapshot);
    expect(asked).toBe(2);
    order.advance();
    const next = stream.next();
    await own.publish(order.publication());
    expect((await next).value).toMatchObject(order.snapshot);
    await stream.return?.();
  });
});

describe('without a database', () => {
  test('the workflow provides the first state, and changes made meanwhile follow', async () => {
    const order = new PlayedOrder(new Random());
    let isKnown = true;
    await using own = await startFeedDatabase({
      status: async () => (isKnown ? order.snapshot : 'GONE'),
    });
    await own.publish(order.publication());
    own.failReads(true);
    const stream = own.feed.watchOrder(order.snapshot.id, everybody);
    expect((await stream.next()).value).toMatchObject(order.snapshot);
    // Gone from the Temporal Service: only the table knows its state, so the stream waits.
    isKnown = false;
    const held = own.feed.watchOrder(order.snapshot.id, everybody).next();
    const timeline = own.feed.watchEvents(order.snapshot.id, 0, everybody);
    const firstEvent = timeline.next();
    order.advance();
    await own.publish(order.publication());
    const next = stream.next();
    own.failReads(false);
    expect((await next).value).toMatchObject(order.snapshot);
    expect((await held).value).toMatchObject(order.snapshot);
    expect((await firstEvent).value?.sequence).toBe(1);
  });

  test('a timeline that cannot be read is logged once, until it can be read again', async () => {
    const order = new PlayedOrder(new Random());
    const told: string[] = [];
    const tell = (_details: object, message: string) => told.push(message);
    await using own = await startFeedDatabase({
      status: async () => order.snapshot,
      log: { info: tell, warn: tell, error: tell },
    });
    await own.publish(order.publication());
    own.failReads(true);
    const events = own.feed.watchEvents(order.snapshot.id, 0, everybody);
    const first = events.next();
    const before = own.reads();
    await expect.poll(() => own.reads() - before).toBeGreaterThan(6);
    own.failReads(false);
    expect((await first).value?.sequence).toBe(1);
    expect(told.filter((message) => message.includes('timeline'))).toEqual([
      'A timeline cannot be read',
      'A timeline is read again',
    ]);
    await events.return?.();
  });

  test('the timeline of an order ends even if only its workflow reports it closed', async () => {
    const order = new PlayedOrder(new Random());
    await using own = await startFeedDatabase({ status: async () => order.snapshot });
    await own.publish(order.publication());
    while (!order.isClosed) order.advance();
    await own.publish(order.publication());
    // A later notification that arrived: the order's own is over, and only a read can bring the row from here on.
    const later = new PlayedOrder(new Random());
    await own.publish(later.publication());
    const watched = own.feed.watchOrder(later.snapshot.id, everybody);
    await watched.next();
    later.advance();
    await own.publish(later.publication());
    await watched.next();
    own.failReads(true);
    const readsBefore = own.reads();
    const events = collect(own.feed.watchEvents(order.snapshot.id, 0, everybody));
    await expect.poll(() => own.reads()).toBeGreaterThan(readsBefore + 1);
    own.failReads(false);
    expect((await events).length).toBeGreaterThan(1);
  });
});

async function stored(id: string): Promise<{ readonly eventCount: number }> {
  return database.store
    .selectFrom('orders')
    .select('event_count as eventCount')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

describe('the stream of the stats', () => {
  test('sends a newcomer the latest figures at once, and everybody new ones at most once a second', async () => {
    const stream = database.feed.watchStats();
    const told: unknown[] = [(await stream.next()).value];
    const since = performance.now();
    const collected = collect(stream).then((values) => told.push(...values));
    for (let n = 0; n < 30; n++) {
      const newcomer = database.feed.watchStats();
      const { value } = await newcomer.next();
      expect(value).toMatchObject({ at: expect.any(String) });
      await newcomer.return?.();
      await immediate();
    }
    const seconds = (performance.now() - since) / 1_000;
    await stream.return?.();
    await collected;
    expect(told.length).toBeLessThanOrEqual(2 + seconds);
    // The next one is the first again.
    const next = database.feed.watchStats();
    expect((await next.next()).value).not.toBe(told.at(-1));
    await next.return?.();
    expect(database.feed.counts().streams).toBe(0);
  });
});

describe('the shipments of one warehouse', () => {
  function withShipment(): PlayedOrder {
    let order = new PlayedOrder(new Random());
    while (order.snapshot.fulfillments.length === 0) {
      order = new PlayedOrder(new Random());
      order.advance();
    }
    return order;
  }

  test('make nobody read orders that concern only others', async () => {
    const elsewhere = database.feed.watchShipments({ location: 'elsewhere' });
    await elsewhere.next();
    void elsewhere.next();
    const watched = new PlayedOrder(new Random());
    await database.publish(watched.publication());
    const stream = database.feed.watchOrder(watched.snapshot.id, everybody);
    await stream.next();
    const before = database.reads();
    await database.publish(withShipment().publication());
    watched.snapshot = { ...watched.snapshot, revision: watched.snapshot.revision + 1 };
    await database.publish(watched.publication());
    await stream.next();
    expect(database.reads() - before).toBe(1);
    await Promise.all([stream.return?.(), elsewhere.return?.()]);
  });

  test('are also sent when a worker does not report where a shipment is', async () => {
    const order = withShipment();
    await database.publish(order.publication());
    const [fulfillment] = order.snapshot.fulfillments;
    const { location, shipment } = fulfillment ?? {};
    const stream = database.feed.watchShipments({
      ...(location && { location }),
      orderId: order.snapshot.id,
    });
    await stream.next();
    const { id: orderId, customerId, revision, status } = order.snapshot;
    const told = { id: shipment?.id, revision, status: 'PENDING', previousStatus: null };
    const change = { orderId, customerId, revision, status, previousStatus: null, lastSequence: 0 };
    const payload = JSON.stringify([{ ...change, shipments: [told] }]);
    const changed = stream.next();
    await sql`select pg_notify(${ORDER_CHANGES_CHANNEL}, ${payload})`.execute(database.store);
    expect((await changed).value).toMatchObject({ kind: 'CHANGED', id: shipment?.id });
    await stream.return?.();
  });
});
