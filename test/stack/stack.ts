import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { ensureApplicationRole, grantApplicationRole } from '../../database/application-role.js';
import { migrate } from '../../database/migrate.js';
import { ensureDatabase } from '../../database/open-database.js';
import { seed } from '../../database/seed.js';
import type { PostgresServer } from '../../local/postgres-server.js';
import { startPostgresServer } from '../../local/postgres-server.js';
import { findTemporalBinary } from '../../local/temporal-binary.js';
import type { TemporalServer } from '../../local/temporal-server.js';
import { startTemporalServer } from '../../local/temporal-server.js';
import { onlyThisTemporal } from '../../local/temporal-settings.js';
import { EMBEDDED_SWITCH } from '../../runtime/settings/settings.js';
import { taskQueues } from '../../schema/contract/task-queues.js';
import type { ServerAddresses, StackAddresses } from './addresses.js';
import { addressesOfApi } from './addresses.js';
import type { Balancer } from './balancer.js';
import { startBalancer } from './balancer.js';
import { createNamespace } from './namespace.js';
import type { OwnServer } from './own-server.js';
import { ownServer } from './own-server.js';
import type { SharedServerAddresses } from './shared-servers.js';
import type { StackApi, StackProcess } from './stack-process.js';
import { startStackProcess } from './stack-process.js';

export interface StackOptions {
  /** Settings for the API and the workers. `AUTH_SECRET` here turns authentication on. */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * The queues of each worker process: `['orders,billing', 'shipments']`. By default one process serves all of them.
   */
  readonly workers?: readonly string[];
  /** How many API processes, and how many processes of each worker; the shared servers define the default. */
  readonly processesOfEach?: number;
  /** A PostgreSQL for this stack alone, to be frozen or stopped. */
  readonly ownPostgres?: boolean;
  /** Where its data is, such as a disk that a test fills; a new folder by default. */
  readonly postgresFolder?: string;
  /** A Temporal Service for this stack alone, to be frozen or stopped. */
  readonly ownTemporal?: boolean;
  /**
   * Replaces the addresses at which the processes reach their servers, such as by those of a proxy that a test cuts.
   */
  readonly reach?: (servers: ServerAddresses) => Promise<ServerAddresses>;
}

/** The whole system, API and workers, on a database and a Temporal namespace of its own. */
export interface Stack extends AsyncDisposable {
  readonly addresses: StackAddresses;
  readonly api: StackApi;
  /** All API processes. With several, `addresses` are those of a load balancer in front of them. */
  readonly apis: readonly StackApi[];
  /** Only with several API processes. */
  readonly balancer: Balancer | undefined;
  /** In the order of the option `workers`, repeated for `processesOfEach`. */
  readonly workers: readonly StackProcess[];
  /** Only with `ownPostgres` and `ownTemporal`. */
  readonly postgres: OwnServer | undefined;
  readonly temporal: OwnServer | undefined;
  /** Another API process beside the first, on the same data; ended with the stack. */
  startApi(environment?: Readonly<Record<string, string>>): Promise<StackApi>;
  startWorker(
    queues: string,
    environment?: Readonly<Record<string, string>>,
    args?: readonly string[],
  ): Promise<StackProcess>;
}

/** A stack for the calling test, on the shared servers: `await using stack = await startStack()`. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { sharedServers, wholeBuild } = await import('./shared.js');
  await wholeBuild();
  return startStackOn(await sharedServers(), options);
}

/** A stack on the given servers. */
export async function startStackOn(servers: SharedServerAddresses, options: StackOptions): Promise<Stack> {
  const toStop: (() => Promise<void>)[] = [];
  const dispose = async () => {
    // The processes first, all at once; then the servers they use.
    for (const stop of toStop.splice(0).reverse()) await stop();
  };
  try {
    const [database, temporal] = await Promise.all([
      openDatabase(servers, options),
      openTemporal(servers, options),
    ]);
    toStop.push(async () => {
      await Promise.all([database.own?.stop(), temporal.own?.stop()]);
    });
    const direct = { databaseUrl: database.url, temporalAddress: temporal.address };
    const inUse = { ...direct, databaseUrl: database.urlForUse };
    const reached = (await options.reach?.(inUse)) ?? inUse;
    const environment = {
      ...onlyThisTemporal(reached.temporalAddress, temporal.namespace, servers.folder),
      [EMBEDDED_SWITCH]: 'true',
      HOST: '127.0.0.1',
      // Nothing listens there: the tests look at links to it only.
      TEMPORAL_UI_URL: 'http://localhost:8233',
      DATABASE_URL: reached.databaseUrl,
      // A test about late orders runs the checks itself: `test/client/late-check.ts`.
      LATE_CHECK_INTERVAL: '36500d',
      ...options.environment,
    };
    const processes: StackProcess[] = [];
    toStop.push(async () => {
      await Promise.all(processes.map((each) => each.stop()));
    });
    const startApi: Stack['startApi'] = async (extra = {}) => {
      const started = await startStackProcess('src/main.js', [], { ...environment, ...extra });
      processes.push(started);
      return started;
    };
    const startWorker: Stack['startWorker'] = async (queues, extra = {}, args = []) => {
      const started = await startStackProcess('workers/main.js', ['--queues', queues, ...args], {
        ...environment,
        ...extra,
      });
      processes.push(started);
      return started;
    };
    const queues = options.workers ?? [taskQueues.join(',')];
    // The first process of each worker, then the second of each: a test that disturbs the first ones leaves the others
    // alone.
    const rounds = Array.from({ length: options.processesOfEach ?? servers.processesOfEach });
    const startingApis = rounds.map(() => startApi());
    const startingWorkers = rounds.flatMap(() => queues.map((each) => startWorker(each)));
    await allOrNone([...startingApis, ...startingWorkers]);
    const [apis, workers] = [await Promise.all(startingApis), await Promise.all(startingWorkers)];
    const balancer = apis.length > 1 ? await startBalancer(apis.map(({ port }) => port)) : undefined;
    if (balancer !== undefined) toStop.push(() => balancer.stop());
    return {
      addresses: {
        ...addressesOfApi((balancer ?? (apis[0] as StackApi)).port),
        ...direct,
        namespace: temporal.namespace,
      },
      api: apis[0] as StackApi,
      apis,
      balancer,
      workers,
      postgres: database.own,
      temporal: temporal.own,
      startApi,
      startWorker,
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function openDatabase(servers: SharedServerAddresses, options: StackOptions) {
  let url: string;
  let own: OwnServer | undefined;
  if (options.ownPostgres === true) {
    const folder = folderFor(servers);
    const password = randomBytes(16).toString('hex');
    const start = (port?: number): Promise<PostgresServer> =>
      startPostgresServer({
        clusterFolder: join(options.postgresFolder ?? folder, 'postgres'),
        logFile: join(folder, 'postgres.log'),
        password,
        durable: false,
        ...(port !== undefined && { port }),
      });
    const server = await start();
    own = ownServer(server, () => start(server.port));
    url = await ensureDatabase(server.urlOf('postgres'), 'orders');
    await ensureApplicationRole(url, servers.applicationPassword);
  } else {
    url = await ensureDatabase(servers.adminDatabaseUrl, `orders_${randomUUID()}`);
  }
  await migrate(url);
  await seed(url);
  return { url, urlForUse: await grantApplicationRole(url, servers.applicationPassword), own };
}

async function openTemporal(servers: SharedServerAddresses, options: StackOptions) {
  if (options.ownTemporal !== true) {
    const address = servers.temporalAddress;
    return { address, namespace: await createNamespace(address), own: undefined };
  }
  const folder = folderFor(servers);
  const binary = await findTemporalBinary(console.log);
  const start = (port?: number): Promise<TemporalServer> =>
    startTemporalServer({
      binary,
      folder,
      durable: false,
      ...(port !== undefined && { port }),
    });
  const server = await start();
  return { address: server.address, namespace: 'default', own: ownServer(server, () => start(server.port)) };
}

function folderFor(servers: SharedServerAddresses): string {
  const folder = mkdtempSync(join(servers.folder, 'own-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** All results, or the first failure once every one has settled. */
async function allOrNone<Value>(promises: readonly Promise<Value>[]): Promise<readonly Value[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
