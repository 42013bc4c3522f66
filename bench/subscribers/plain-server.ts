import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { developer } from '../../src/auth/caller.js';
import { createFeed } from '../../src/feed/create-feed.js';
import { createSchema } from '../../src/graphql/schema.js';
import { ApiMetrics } from '../../src/metrics/api-metrics.js';
import type { Services } from '../../src/resolvers/context.js';
import { openStore } from '../../src/store/database.js';
import { RecentOrders } from '../../src/store/recent-orders.js';

/** An arm to compare with: unmodified graphql-ws, with the same schema, resolvers and feed. */
const databaseUrl = process.env.DATABASE_URL ?? '';
const database = openStore(databaseUrl);
const feed = createFeed({
  databaseUrl,
  database,
  workflows: { status: async () => 'GONE' },
  recentOrders: new RecentOrders(),
  stats: { current: () => Promise.reject(new Error('There are no stats')) },
  metrics: new ApiMetrics(),
  log: { info: () => {}, warn: () => {}, error: () => {} },
});
const services = { database, feed, workflowUrl: () => null } as unknown as Services;
const server = createServer();
const webSockets = new WebSocketServer({ server, path: '/graphql' });
// biome-ignore lint/correctness/useHookAtTopLevel: it only sounds like one
useServer({ schema: createSchema(), context: () => ({ ...services, caller: developer }) }, webSockets);
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit());
