import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureApplicationRole } from '../../database/application-role.js';
import { startTemporalCluster } from '../../deploy/cluster/temporal-cluster.js';
import { buildTemporal } from '../../deploy/cluster/temporal-programs.js';
import { removeFolderAtEnd } from '../../local/guard.js';
import { startPostgresServer } from '../../local/postgres-server.js';
import { findTemporalBinary } from '../../local/temporal-binary.js';
import { startTemporalServer } from '../../local/temporal-server.js';

/** What a test file needs to know of the servers that all files share. */
export interface SharedServerAddresses {
  readonly temporalAddress: string;
  /** The database from which others are made. */
  readonly adminDatabaseUrl: string;
  /** The password of the processes of a stack there. */
  readonly applicationPassword: string;
  /** For the files of servers that a test starts itself. */
  readonly folder: string;
  /** How many API processes, and workers of each kind, a stack has by default. */
  readonly processesOfEach: number;
}

export interface SharedServers {
  readonly addresses: SharedServerAddresses;
  /** The servers' process ids, for measurements. */
  readonly processes: { readonly temporal: readonly number[]; readonly postgres: number };
  stop(): Promise<void>;
}

export interface SharedServerOptions {
  /** Temporal's four roles on PostgreSQL, with that many nodes of history and matching, instead of its development server. */
  readonly clusterNodes?: number | undefined;
}

/** One Temporal Service and one PostgreSQL for the whole run, in a temporary folder. */
export async function startSharedServers({ clusterNodes }: SharedServerOptions = {}): Promise<SharedServers> {
  const folder = mkdtempSync(join(tmpdir(), 'order-management-test-'));
  // PostgreSQL may run as another user, who must be able to pass.
  chmodSync(folder, 0o711);
  removeFolderAtEnd(folder);
  const startingPostgres = startPostgresServer({
    clusterFolder: join(folder, 'postgres'),
    password: randomBytes(16).toString('hex'),
    logFile: join(folder, 'postgres.log'),
    durable: false,
  });
  const [temporal, postgres] = await Promise.all([
    clusterNodes === undefined
      ? startDevelopmentServer(folder)
      : startCluster(folder, (await startingPostgres).urlOf('postgres'), clusterNodes),
    startingPostgres,
  ]);
  const applicationPassword = randomBytes(16).toString('hex');
  await ensureApplicationRole(postgres.urlOf('postgres'), applicationPassword);
  return {
    addresses: {
      temporalAddress: temporal.address,
      adminDatabaseUrl: postgres.urlOf('postgres'),
      applicationPassword,
      folder,
      processesOfEach: clusterNodes ?? 1,
    },
    processes: { temporal: temporal.pids, postgres: postgres.identity.pid },
    stop: async () => {
      await temporal.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startDevelopmentServer(folder: string) {
  const binary = await findTemporalBinary(console.log);
  const server = await startTemporalServer({ binary, folder, durable: false });
  return {
    address: server.address,
    pids: [server.identity.pid],
    stop: () => server.stop(),
  };
}

async function startCluster(folder: string, adminDatabaseUrl: string, nodes: number) {
  const programs = await buildTemporal(console.log);
  const cluster = await startTemporalCluster({ programs, adminDatabaseUrl, folder, nodes });
  return {
    address: cluster.address,
    pids: cluster.nodes.map(({ pid }) => pid),
    stop: () => cluster.stop(),
  };
}
