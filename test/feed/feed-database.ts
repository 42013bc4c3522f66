import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { migrate } from '../../database/migrate.js';
import { ensureDatabase } from '../../database/open-database.js';
import type { Publication } from '../../schema/contract/order-activities.js';
import type { Log } from '../../src/errors/log.js';
import { createFeed } from '../../src/feed/create-feed.js';
import type { Feed } from '../../src/feed/feed.js';
import { ApiMetrics } from '../../src/metrics/api-metrics.js';
import type { Store } from '../../src/store/database.js';
import { openStore } from '../../src/store/database.js';
import { RecentOrders } from '../../src/store/recent-orders.js';
import type { OrderWorkflows } from '../../src/temporal/order-workflows.js';
import { connectDatabase } from '../../workers/database.js';
import { createOrderChangeNotifier } from '../../workers/orders/order-change-notifier.js';
import { publishOrder } from '../../workers/orders/publish-order.js';
import { sharedServers } from '../stack/shared.js';
import { untilAnswered } from './until-answered.js';

/** A feed on a database of its own, and what a worker would do to it. */
export interface FeedDatabase extends AsyncDisposable {
  readonly url: string;
  readonly store: Store;
  readonly feed: Feed;
  readonly recentOrders: RecentOrders;
  /** How many statements the feed has sent, without those of its listening connection. */
  reads(): number;
  publish(publication: Publication): Promise<void>;
  /** Makes all reads of the feed fail, or succeed again. */
  failReads(failing: boolean): void;
  /** Breaks the connection that listens. */
  breakListener(): Promise<void>;
}

export interface FeedDatabaseOptions {
  readonly status?: OrderWorkflows['status'];
  readonly log?: Log;
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };

export async function startFeedDatabase(options: FeedDatabaseOptions = {}): Promise<FeedDatabase> {
  const { adminDatabaseUrl } = await sharedServers();
  const url = await ensureDatabase(adminDatabaseUrl, `feed-${randomUUID()}`);
  await migrate(url);
  let reads = 0;
  let failing = false;
  const store = openStore(url);
  // Opened beforehand: no read of a test waits for a connection.
  await Promise.all(
    Array.from({ length: 20 }, () => untilAnswered(() => sql`select pg_sleep(0.1)`.execute(store))),
  );
  const counting = store.withPlugin({
    transformQuery: ({ node }) => {
      reads += 1;
      if (failing) throw new Error('The test lets this read fail');
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const recentOrders = new RecentOrders();
  const feed = createFeed({
    databaseUrl: url,
    database: counting,
    workflows: { status: options.status ?? (async () => 'GONE') },
    recentOrders,
    stats: {
      current: async () => ({
        at: new Date().toISOString(),
        workers: 0,
        backlog: 0,
        acceptRate: 0,
        completeRate: 0,
        openOrders: 0,
        subscribers: 0,
        latencyP50: null,
        latencyP99: null,
        errorRate: 0,
      }),
    },
    metrics: new ApiMetrics(),
    log: options.log ?? silent,
  });
  const writer = connectDatabase(url);
  const notifier = createOrderChangeNotifier(writer);
  return {
    url,
    store,
    feed,
    recentOrders,
    reads: () => reads,
    publish: (publication) => untilAnswered(() => publishOrder(writer, notifier, publication)),
    failReads: (fail) => {
      failing = fail;
    },
    async breakListener() {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'order-api feed'`,
      );
      await client.end();
    },
    async [Symbol.asyncDispose]() {
      await feed.close();
      await Promise.all([store.destroy(), writer.close()]);
    },
  };
}
