import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PayloadEncryption } from '../../runtime/temporal/payload-encryption.js';
import { noTracing } from '../../runtime/tracing/tracing.js';
import { createAuthenticate } from '../../src/auth/authenticate.js';
import { errorPresenter } from '../../src/graphql/present-error.js';
import { createSchema } from '../../src/graphql/schema.js';
import { createSites } from '../../src/http/origin.js';
import { CallerBudgets } from '../../src/limits/caller-budgets.js';
import { Documents } from '../../src/limits/documents.js';
import { OrderRequests } from '../../src/limits/order-requests.js';
import { TokenBuckets } from '../../src/limits/token-buckets.js';
import { ApiMetrics } from '../../src/metrics/api-metrics.js';
import { createOrderService } from '../../src/orders/order-service.js';
import type { Services } from '../../src/resolvers/context.js';
import { linkRate } from '../../src/resolvers/tracking-link-mutations.js';
import type { SocketOptions, Sockets } from '../../src/socket/serve-sockets.js';
import { serveSockets } from '../../src/socket/serve-sockets.js';
import { Catalogue } from '../../src/store/catalogue.js';
import { createLoaders } from '../../src/store/loaders.js';
import type { OrderWorkflows } from '../../src/temporal/order-workflows.js';
import type { TokenClaims } from '../stack/tokens.js';
import { mintToken } from '../stack/tokens.js';
import { standardLimits } from '../standard-limits.js';
import type { FeedDatabase } from './feed-database.js';

const SECRET = 'a secret of this test alone';

/** The sockets of an API process in this process, so that a test can count what they leave behind. */
export interface SocketServer extends AsyncDisposable {
  readonly url: string;
  readonly sockets: Sockets;
  /** How many times an order’s `workflowUrl` was resolved: once for each execution that asks for it. */
  executions(): number;
}

const noWorkflows: OrderWorkflows = {
  start: () => Promise.reject(new Error('There is no Temporal Service here')),
  signal: async () => 'GONE',
  status: async () => 'GONE',
  placed: async () => null,
};

export async function startSocketServer(
  { store, feed, recentOrders }: FeedDatabase,
  options: Partial<Pick<SocketOptions, 'formatError' | 'log'>> = {},
): Promise<SocketServer> {
  let executions = 0;
  const loaders = createLoaders(store, recentOrders);
  const services: Services = {
    orders: createOrderService({
      workflows: noWorkflows,
      readOrder: (orderId) => loaders.orders.load(orderId),
      isIdClaimed: async () => false,
      catalogue: new Catalogue(loaders.products),
      recentOrders,
      feed,
      requestLimit: new OrderRequests(),
    }),
    feed,
    database: store,
    loaders,
    recentOrders,
    trackingLinks: { keys: [], lifetimeSeconds: 60, rate: new TokenBuckets(linkRate) },
    stats: {
      current: () => Promise.reject(new Error('a detail that is nobody’s business')),
      read: () => [],
    },
    webhooks: {
      workflows: { run: async () => {}, tell: async () => {} },
      encryption: new PayloadEncryption([]),
      rules: { allowsPrivate: false },
    },
    workflowUrl: () => {
      executions += 1;
      return null;
    },
  };
  const schema = createSchema();
  const metrics = new ApiMetrics();
  const limits = standardLimits();
  const server = createServer();
  const sockets = serveSockets(server, {
    schema,
    path: '/graphql',
    authenticate: createAuthenticate({ kind: 'secret', secret: SECRET }),
    contextOf: (caller) => ({ ...services, caller }),
    documents: new Documents(schema, limits),
    limits,
    budgets: new CallerBudgets(limits, 10),
    formatError: errorPresenter({ error: () => {} }, metrics),
    metrics,
    tracing: noTracing,
    revokedLinks: async () => new Set(),
    sites: createSites({ ALLOWED_HOSTS: undefined, ALLOWED_ORIGINS: undefined }, true),
    log: { error: (details, message) => console.error(message, details) },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    sockets,
    executions: () => executions,
    async [Symbol.asyncDispose]() {
      await sockets.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An `Authorization` value that the server takes. */
export async function bearer(claims: TokenClaims = { role: 'manager', sub: 'mona' }): Promise<string> {
  return `Bearer ${await mintToken(SECRET, claims)}`;
}
