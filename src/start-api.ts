import type { AddressInfo } from 'node:net';
import { listenError } from '../runtime/errors/listen-error.js';
import { READINESS_SHARED_FOR } from '../runtime/probes/probes.js';
import { serveProbes } from '../runtime/probes/serve-probes.js';
import { sharedReading } from '../runtime/retry/shared-reading.js';
import type { ReadSettings } from '../runtime/settings/read-settings.js';
import { PayloadEncryption } from '../runtime/temporal/payload-encryption.js';
import { startTracing } from '../runtime/tracing/start-tracing.js';
import { workflowIdOf } from '../schema/domain/ids.js';
import { acceptTrackingLinks } from './auth/accept-tracking-links.js';
import { authSettings, createAuthenticate, isGuessable } from './auth/authenticate.js';
import type { Caller } from './auth/caller.js';
import { rememberTokens } from './auth/remember-tokens.js';
import { createFeed } from './feed/create-feed.js';
import type { Feed } from './feed/feed.js';
import { StatsHistory } from './feed/stats/stats-history.js';
import { createStats } from './feed/stats/stats-source.js';
import { errorPresenter } from './graphql/present-error.js';
import { createSchema } from './graphql/schema.js';
import { servedMetrics, serveGauges } from './http/metrics.js';
import { createSites } from './http/origin.js';
import { readReadiness } from './http/readiness.js';
import { addRoutes } from './http/routes.js';
import { createHttpServer } from './http/server.js';
import { CallerBudgets } from './limits/caller-budgets.js';
import { Documents } from './limits/documents.js';
import { OrderRequests } from './limits/order-requests.js';
import { TokenBuckets } from './limits/token-buckets.js';
import { readTrustedDocuments } from './limits/trusted-documents.js';
import { ApiMetrics } from './metrics/api-metrics.js';
import { createOrderService } from './orders/order-service.js';
import type { Services } from './resolvers/context.js';
import { linkRate } from './resolvers/tracking-link-mutations.js';
import type { Sockets } from './socket/serve-sockets.js';
import { serveSockets } from './socket/serve-sockets.js';
import { Catalogue } from './store/catalogue.js';
import { openSharedStore, openStore } from './store/database.js';
import { createLoaders } from './store/loaders.js';
import { readOpenOrders } from './store/read-open-orders.js';
import { readStats } from './store/read-stats.js';
import { readWaitingWebhooks } from './store/read-waiting-webhooks.js';
import { RecentOrders } from './store/recent-orders.js';
import { revokedAmong } from './store/tracking-links.js';
import { connectTemporal } from './temporal/connect.js';
import { TemporalOrderWorkflows } from './temporal/order-workflows.js';
import { loadOf, readTaskQueues } from './temporal/read-task-queues.js';
import { TemporalWebhookWorkflows } from './temporal/webhook-workflows.js';
import { whyUnusable } from './temporal/why-unusable.js';

/** The API process, serving. */
export interface Api {
  readonly port: number;
  /** Takes nothing new, ends what runs, and sends watchers to the next process. */
  close(): Promise<void>;
}

/** Starts to serve; also when Temporal or PostgreSQL cannot be reached yet. */
export async function startApi(settings: ReadSettings<'API'>): Promise<Api> {
  const { HOST: host, PORT: port, DATABASE_URL: databaseUrl, TEMPORAL_UI_URL } = settings;
  const { PROBES_HOST: probesHost, PROBES_PORT: probesPort } = settings;
  const auth = authSettings(settings);
  const hasTokens = auth.kind !== 'none';
  const isExplorable = settings.EXPLORABLE ?? !hasTokens;
  const temporalUiUrl = TEMPORAL_UI_URL?.href.replace(/\/+$/, '') ?? null;
  const tracing = await startTracing(settings, 'order-management-api', (reason) =>
    log.warn({ reason }, 'Traces cannot be sent'),
  );
  const server = createHttpServer(settings, { tracing });
  const { log } = server;
  if (isGuessable(auth))
    log.warn('AUTH_SECRET or AUTH_SECRET_PREVIOUS is short: take at least 32 random bytes');
  const encryption = new PayloadEncryption(settings.ENCRYPTION_KEYS ?? []);
  const metrics = new ApiMetrics();
  const temporal = connectTemporal(settings.temporal, encryption, { metrics, tracing });
  const { store: database, shareOf } = openSharedStore(databaseUrl, settings.DATABASE_POOL_SIZE, tracing);
  // Readiness does not wait for the connections that operations have.
  const probed = openStore(databaseUrl, 1);
  const workflows = new TemporalOrderWorkflows(temporal, encryption, log);
  const stats = new StatsHistory(
    createStats({
      // As readiness, they do not wait for the connections that operations have.
      readOrders: () => readStats(probed),
      readTaskQueues: async () => loadOf(await readTaskQueues(temporal)),
      operations: () => metrics.recent.read(),
      subscribers: () => feed.counts().streams,
    }),
  );
  const recentOrders = new RecentOrders();
  const feed: Feed = createFeed({ databaseUrl, database, workflows, recentOrders, stats, metrics, log });
  const loaders = createLoaders(database, recentOrders);
  const orders = createOrderService({
    workflows,
    readOrder: (orderId) => loaders.orders.load(orderId),
    isIdClaimed: async (orderId) => (await loaders.claims.load(orderId)) !== null,
    catalogue: new Catalogue(loaders.products),
    recentOrders,
    feed,
    requestLimit: new OrderRequests(),
  });
  const workflowsPage = `${temporalUiUrl}/namespaces/${temporal.options.namespace}/workflows`;
  const trackingKeys = settings.TRACKING_KEYS ?? [];
  const services: Services = {
    orders,
    feed,
    stats,
    database,
    loaders,
    recentOrders,
    trackingLinks: {
      keys: trackingKeys,
      lifetimeSeconds: settings.TRACKING_LINK_LIFETIME,
      rate: new TokenBuckets(linkRate),
    },
    webhooks: {
      workflows: new TemporalWebhookWorkflows(temporal),
      encryption,
      rules: { allowsPrivate: settings.WEBHOOK_PRIVATE_TARGETS ?? false },
    },
    workflowUrl: (orderId) =>
      temporalUiUrl === null ? null : `${workflowsPage}/${encodeURIComponent(workflowIdOf(orderId))}`,
  };
  const budgets = new CallerBudgets(settings, settings.DATABASE_POOL_SIZE);
  const schema = createSchema();
  const formatError = errorPresenter(log, metrics, isExplorable);
  const gate = {
    schema,
    documents: new Documents(schema, settings, {
      isExplorable,
      trusted: readTrustedDocuments(settings.TRUSTED_DOCUMENTS),
      takesOthers: !settings.ONLY_TRUSTED_DOCUMENTS,
    }),
    limits: settings,
    budgets,
    formatError,
    metrics,
    tracing,
    authenticate: acceptTrackingLinks(rememberTokens(createAuthenticate(auth)), trackingKeys, (linkId) =>
      loaders.trackingLinks.load(linkId),
    ),
    contextOf: (caller: Caller) => ({
      ...services,
      caller,
      database: shareOf((run) => budgets.of(caller).connections(run)),
    }),
    hasTokens,
    isExplorable,
    sites: createSites(settings, hasTokens),
  };
  const sockets: Sockets = serveSockets(server.server, {
    ...gate,
    path: '/graphql',
    revokedLinks: (linkIds) => revokedAmong(database, linkIds),
    log,
  });
  serveGauges(metrics, {
    feed,
    sockets,
    readTaskQueues: () => readTaskQueues(temporal),
    readOpenOrders: () => readOpenOrders(probed),
    readWaitingWebhooks: () => readWaitingWebhooks(probed),
  });
  const probes = {
    readReadiness: sharedReading(() => readReadiness(temporal, probed, feed), READINESS_SHARED_FOR),
    metrics: servedMetrics(metrics),
  };
  await addRoutes(server, {
    ...gate,
    // Where not only the developer comes, what they tell is for the inside.
    probes: hasTokens || probesPort !== undefined ? null : probes,
    temporalUiUrl,
    hasTrackingLinks: trackingKeys.length > 0,
    onlyTrustedDocuments: settings.ONLY_TRUSTED_DOCUMENTS,
  });
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw listenError(error, { host: 'HOST', port: 'PORT' }, host, port);
  }
  const probeNames = { host: 'PROBES_HOST', port: 'PROBES_PORT' };
  const probesServer =
    probesPort === undefined
      ? undefined
      : await serveProbes({ host: probesHost, port: probesPort, settings: probeNames }, probes);
  // It serves all the same, and only its log can tell which certificate or setting is wrong.
  void whyUnusable(temporal, settings.temporal).then(
    (reason) => reason && log.warn({ reason }, 'The Temporal Service cannot be used'),
  );
  return {
    port: (server.server.address() as AddressInfo).port,
    async close() {
      stats.close();
      probesServer?.close();
      await Promise.all([sockets.close(), server.close()]);
      await feed.close();
      await Promise.allSettled([database.destroy(), probed.destroy(), temporal.connection.close()]);
      await tracing.close();
    },
  };
}
