import { afterAll, afterEach, beforeEach, expect, vi } from 'vitest';
import type { TokenClaims } from '../stack/tokens.js';
import type { FeedDatabase } from './feed-database.js';
import { startFeedDatabase } from './feed-database.js';
import { PlayedOrder } from './played-order.js';
import { Random } from './random.js';
import type { SocketServer } from './socket-server.js';
import { bearer, startSocketServer } from './socket-server.js';
import { Wire } from './wire.js';

/** What the feed counts when nobody watches anything. */
export const NOTHING_LEFT = { streams: 0, waits: 0, orders: 0, lists: 0 };

/** A feed database and its sockets, for the tests of a file. */
export interface SocketStage {
  readonly database: FeedDatabase;
  readonly server: SocketServer;
  /** A socket that has sent nothing yet; it is closed after the test, like those that are connected. */
  open(protocols?: string | string[], options?: object): Wire;
  /** A socket whose caller is known: a manager by default. */
  connected(claims?: TokenClaims, options?: object): Promise<Wire>;
  /** A new order of a customer, published. */
  published(customerId?: string): Promise<PlayedOrder>;
}

/**
 * After each test its sockets are closed, and the feed must be left with nothing. A test that failed may have left
 * anything: the next one gets a stage of its own.
 *
 * @param prepare what else a new stage needs
 * @param serve how its sockets are served
 */
export function socketStage(
  prepare: (stage: SocketStage) => Promise<unknown> = async () => {},
  serve: (database: FeedDatabase) => Promise<SocketServer> = startSocketServer,
): SocketStage {
  let database: FeedDatabase | undefined;
  let server: SocketServer | undefined;
  let isClean = false;
  const wires: Wire[] = [];

  const stage: SocketStage = {
    get database() {
      return database as FeedDatabase;
    },
    get server() {
      return server as SocketServer;
    },
    open(protocols, options) {
      const wire = new Wire(stage.server.url, protocols, options);
      wires.push(wire);
      return wire;
    },
    connected: async (claims, options) => stage.open(undefined, options).init(await bearer(claims)),
    async published(customerId) {
      const order = new PlayedOrder(new Random(), undefined, customerId);
      await stage.database.publish(order.publication());
      return order;
    },
  };

  const leave = async () => {
    for (const { webSocket } of wires) webSocket.terminate();
    await Promise.all(wires.splice(0).map(({ closed }) => closed));
  };
  const stop = async () => {
    await server?.[Symbol.asyncDispose]();
    await database?.[Symbol.asyncDispose]();
  };

  beforeEach(async () => {
    if (!isClean) {
      await stop();
      database = await startFeedDatabase();
      server = await serve(database);
      await prepare(stage);
      await leave();
    }
    isClean = false;
  });

  afterEach(async ({ task }) => {
    vi.useRealTimers();
    await leave();
    if (task.result?.state === 'fail') return;
    await expect.poll(() => stage.database.feed.counts()).toEqual(NOTHING_LEFT);
    isClean = true;
  });

  afterAll(stop);

  return stage;
}
