import { once } from 'node:events';
import { connect } from 'node:net';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { PlayedOrder } from './played-order.js';
import { Random } from './random.js';
import { bearer } from './socket-server.js';
import { socketStage } from './socket-stage.js';
import { untilAnswered } from './until-answered.js';
import { Wire } from './wire.js';

const SUBSCRIPTIONS = [
  'subscription ($id: ID!) { orderUpdated(id: $id) { revision } }',
  'subscription ($id: ID!) { orderEvents(id: $id) { sequence } }',
  'subscription { ordersChanged { kind } }',
  'subscription { shipmentsChanged(where: { status: BOOKED }) { kind } }',
  'subscription { statsUpdated { at } }',
  'subscription { fraudSettingsUpdated { maintenanceMode } }',
  'subscription { stockAdjusted { sku } }',
  'subscription { orderUpdated(id: "nowhere") { revision } }',
];

let order: PlayedOrder;
const stage = socketStage(async () => {
  order = await stage.published();
  // Creates everything that is created only once, before anything is counted.
  await comeAndGo(await bearer(), 10);
});

// Opens the whole connection pool, which may have closed idle connections.
beforeEach(async () => {
  const statements = Array.from({ length: 20 }, () =>
    untilAnswered(() => sql`select pg_sleep(0.1)`.execute(stage.database.store)),
  );
  await Promise.all(statements);
  await expect.poll(() => stage.server.sockets.size).toBe(0);
});

/** What the process holds: sockets and timers of every kind, and what the server and the feed count. */
function held() {
  const resources = process.getActiveResourcesInfo();
  const countOf = (kind: string) => resources.filter((each) => each === kind).length;
  return {
    handles: countOf('TCPSocketWrap'),
    timers: countOf('Timeout'),
    sockets: stage.server.sockets.size,
    feed: stage.database.feed.counts(),
  };
}

/** The test runner has some of its own, which last a minute; what fifty clients left behind would be more. */
const TIMERS_OF_THE_RUNNER = 5;

/** Waits until no more is held than before; it may be less if an idle connection was closed. */
async function nothingMoreThan(before: ReturnType<typeof held>): Promise<void> {
  await expect
    .poll(() => {
      const { handles, timers, ...counts } = held();
      return {
        moreHandles: handles > before.handles,
        moreTimers: timers > before.timers + TIMERS_OF_THE_RUNNER,
        ...counts,
      };
    })
    .toEqual({ moreHandles: false, moreTimers: false, sockets: 0, feed: before.feed });
}

/** Connects, subscribes to everything, and leaves in one of several ways, often before anything came. */
async function comeAndGo(authorization: string, times: number): Promise<void> {
  const random = new Random();
  for (let round = 0; round < times; round += 50) {
    await Promise.all(
      Array.from({ length: Math.min(50, times - round) }, async () => {
        const wire = await new Wire(stage.server.url).open();
        wire.send({ type: 'connection_init', payload: { authorization } });
        if (random.chance(0.8)) await wire.next();
        SUBSCRIPTIONS.forEach((query, index) => {
          wire.subscribe(String(index), query, { id: order.snapshot.id });
          // The first stays, so that something comes.
          if (index > 0 && random.chance(0.3)) wire.send({ id: String(index), type: 'complete' });
        });
        if (random.chance(0.5)) await wire.next().catch(() => {});
        if (random.chance(0.5)) wire.webSocket.terminate();
        else await wire.close();
      }),
    );
  }
}

describe('what clients leave behind', () => {
  test('is nothing after a thousand quick reconnects', async () => {
    const before = held();
    await comeAndGo(await bearer(), 1_000);
    await nothingMoreThan(before);
  });

  test('is nothing after subscribed peers that vanished without a word', async () => {
    const before = held();
    const claims = { role: 'manager', sub: 'mona', expiresInSeconds: 100_000 } as const;
    const subscribed = async (options: object) => {
      const wire = await stage.connected(claims, options);
      for (const [index, query] of SUBSCRIPTIONS.entries()) {
        wire.subscribe(String(index), query, { id: order.snapshot.id });
      }
      return wire;
    };
    const vanished = await Promise.all(Array.from({ length: 50 }, () => subscribed({ autoPong: false })));
    const alive = await subscribed({});
    const asked = Promise.all([...vanished, alive].map(({ webSocket }) => once(webSocket, 'ping')));
    // It is time for a ping, and then for the next.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 41_000 });
    await asked;
    // What a socket answered before this was answered has come, too.
    alive.subscribe('pong', '{ viewer { role } }');
    while ((await alive.next()).id !== 'pong');
    vi.setSystemTime(Date.now() + 41_000);
    for (const { closed } of vanished) expect(await closed).toMatchObject({ code: 1006 });
    await expect.poll(() => stage.server.sockets.size).toBe(1);
    vi.useRealTimers();
    await alive.close();
    await nothingMoreThan(before);
  });

  test('is nothing after a thousand half-open sockets', async () => {
    const before = held();
    const { port } = new URL(stage.server.url);
    const handshake =
      `GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n` +
      'Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n';
    // They complete the handshake and then stay silent: the server closes them.
    let opened = 0;
    const halfOpen = () =>
      new Promise<void>((resolve, reject) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.write(handshake));
        socket.once('data', () => {
          opened += 1;
        });
        socket.on('error', reject);
        socket.on('end', () => socket.end());
        socket.on('close', () => resolve());
      });
    await Promise.all(Array.from({ length: 1_000 }, halfOpen));
    expect(opened).toBe(1_000);
    await nothingMoreThan(before);
  });
});
