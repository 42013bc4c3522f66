import { Client } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { reasonOf } from '../runtime/errors/reason-of.js';
import { StartError } from '../runtime/errors/start-error.js';
import { announce } from '../runtime/log/announce.js';
import { runProcess } from '../runtime/process/run-process.js';
import { stopOnRequest } from '../runtime/process/stop-on-request.js';
import type { ReadSettings } from '../runtime/settings/read-settings.js';
import { readSettings } from '../runtime/settings/read-settings.js';
import { describeKeys, PayloadEncryption } from '../runtime/temporal/payload-encryption.js';
import { addressOf } from '../runtime/temporal/temporal-config.js';
import { unreachableError } from '../runtime/temporal/why-unreachable.js';
import { startTracing } from '../runtime/tracing/start-tracing.js';
import type { Tracing } from '../runtime/tracing/tracing.js';
import type { TaskQueue } from '../schema/contract/task-queues.js';
import { lookingCalmly } from './calm-logging.js';
import { checkDatabase } from './check-database.js';
import { dataConverterOf } from './data-converter.js';
import type { Database } from './database.js';
import { connectDatabase } from './database.js';
import { serveHealth } from './health.js';
import { HEARTBEAT_PAUSE_MS, HeartbeatInterceptor } from './heartbeat-interceptor.js';
import { keepLateSchedule } from './late-schedule.js';
import type { WorkerLog } from './logger.js';
import { createWorkerLog, nativeLogFilter, sdkLogger } from './logger.js';
import { createWorkerMetrics, metricsAddress, metricsError, prometheusExporter } from './metrics.js';
import { queueOptions } from './queue-options.js';
import { RetryInterceptor } from './retry-interceptor.js';
import { orderSinks, traceActivities } from './trace-orders.js';
import { versionOf } from './versioning.js';
import { startWebhooks } from './webhooks/start-webhooks.js';
import { withLeanWorkflowThreads } from './workflow-threads.js';

type WorkerSettings = ReadSettings<'worker'>;

/** How long running activities get to finish on shutdown; unfinished ones run again elsewhere. */
const GRACE = '8s';
const FORCE = '10s';
const LAST_RESORT_MS = 14_000;

async function main(): Promise<void> {
  const settings = readSettings('worker', process.env, process.argv.slice(2));
  const tracing = await startTracing(settings, 'order-management-worker', (reason) =>
    log.warn({ reason }, 'Traces cannot be sent'),
  );
  const log = createWorkerLog(settings, tracing);
  await installRuntime(settings, log);
  const database = connectDatabase(settings.DATABASE_URL, settings.DATABASE_POOL_SIZE, tracing);
  await checkDatabase(database, settings.DATABASE_URL);
  const connection = await connectTemporal(settings);
  const keys = settings.ENCRYPTION_KEYS ?? [];
  const encryption = new PayloadEncryption(keys);
  const client = new Client({
    connection,
    namespace: settings.temporal.namespace,
    dataConverter: { payloadCodecs: [encryption] },
  });
  const workers = await createWorkers(settings, { connection, client, database, encryption, log, tracing });
  stopOnRequest(() => shutDown(workers), LAST_RESORT_MS);
  await serveHealth(settings, { workers, connection, database });

  const runs = workers.map((worker) => worker.run());
  if (settings['--queues'].includes('orders'))
    void keepLateSchedule(client, log, settings.LATE_CHECK_INTERVAL);
  if (settings['--queues'].includes('webhooks')) void startWebhooks(client, database, log);
  process.send?.('ready');
  announce(settings.LOG_FORMAT, `Worker polls ${settings['--queues'].join(', ')}`);
  if (keys.length > 0) announce(settings.LOG_FORMAT, describeKeys(keys));
  try {
    await Promise.all(runs);
  } finally {
    // If one worker fails, the whole process ends and is restarted.
    shutDown(workers);
    await Promise.allSettled(runs);
    await Promise.allSettled([connection.close(), database.close(), tracing.close()]);
  }
}

async function installRuntime(settings: WorkerSettings, log: WorkerLog): Promise<void> {
  const { WORKER_HOST: host, '--metrics-port': metricsPort } = settings;
  const options = {
    logger: sdkLogger(log),
    shutdownSignals: [],
    telemetryOptions: {
      // Otherwise it writes by itself, with colours.
      logging: { filter: nativeLogFilter(settings.LOG_LEVEL), forward: {} },
      ...(metricsPort !== undefined && {
        metrics: prometheusExporter(await metricsAddress(host, metricsPort)),
      }),
    },
  };
  try {
    lookingCalmly(() => void Runtime.install(options));
  } catch (error) {
    throw metricsPort === undefined ? error : metricsError(error, host, metricsPort);
  }
}

async function connectTemporal({ temporal }: WorkerSettings): Promise<NativeConnection> {
  try {
    // Calls are small and frequent: compressing them costs more than it saves.
    return await NativeConnection.connect({
      ...temporal.connectionOptions,
      grpcCompression: { codec: 'none' },
    });
  } catch (error) {
    throw await unreachableError(temporal, error);
  }
}

/** What the workers of a process share. */
interface WorkerMeans {
  readonly connection: NativeConnection;
  readonly client: Client;
  readonly database: Database;
  readonly encryption: PayloadEncryption;
  readonly log: WorkerLog;
  readonly tracing: Tracing;
}

async function createWorkers(
  settings: WorkerSettings,
  { connection, client, database, encryption, log, tracing }: WorkerMeans,
): Promise<readonly Worker[]> {
  const { temporal, '--queues': queues, WORKER_BUILD_ID: buildId } = settings;
  const { namespace } = temporal;
  const metrics = createWorkerMetrics(Runtime.instance().metricMeter);
  const create = (taskQueue: TaskQueue) =>
    Worker.create({
      connection,
      namespace,
      taskQueue,
      dataConverter: dataConverterOf(encryption),
      shutdownGraceTime: GRACE,
      shutdownForceTime: FORCE,
      // By default the SDK holds them back for most of their time-out, and a busy machine then loses steps that are at work.
      maxHeartbeatThrottleInterval: HEARTBEAT_PAUSE_MS,
      interceptors: {
        activity: [
          ...(tracing.isOn ? [traceActivities(tracing)] : []),
          () => ({ inbound: new HeartbeatInterceptor() }),
          () => ({ inbound: new RetryInterceptor() }),
        ],
      },
      sinks: orderSinks(tracing),
      ...(buildId !== undefined && { workerDeploymentOptions: versionOf(taskQueue, buildId) }),
      ...queueOptions(taskQueue, { database, client, settings, encryption, metrics, log }),
    });
  const hasStacks = (taskQueue: TaskQueue) => settings.WORKFLOW_STACKS || taskQueue !== 'orders';
  try {
    return await Promise.all(
      queues.map((queue) =>
        hasStacks(queue) ? create(queue) : withLeanWorkflowThreads(() => create(queue)),
      ),
    );
  } catch (error) {
    if (error instanceof StartError) throw error;
    const where = `namespace "${namespace}" of the Temporal Service at ${addressOf(temporal)}`;
    throw new StartError(`The worker cannot start in ${where}: ${reasonOf(error)}`);
  }
}

/** They finish what runs, and take nothing new. */
function shutDown(workers: readonly Worker[]): void {
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
}

await runProcess(main);
// A hanging connection must not keep the process alive.
process.exit();
