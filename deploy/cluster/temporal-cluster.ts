import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { BackgroundProcess } from '../../local/background-process.js';
import { startInBackground } from '../../local/background-process.js';
import { bareEnvironment } from '../../local/bare-environment.js';
import { freePort } from '../../local/free-port.js';
import { untilListening } from '../../local/temporal-server.js';
import { StartError } from '../../runtime/errors/start-error.js';
import type { TemporalPrograms } from './temporal-programs.js';

const roles = ['frontend', 'history', 'matching', 'worker'] as const;

export type TemporalRole = (typeof roles)[number];

export interface TemporalClusterOptions {
  readonly programs: TemporalPrograms;
  /** The URL of a PostgreSQL administrator; the cluster creates its two databases there. */
  readonly adminDatabaseUrl: string;
  /** For the logs of the nodes. */
  readonly folder: string;
  /** The number of history and of matching nodes; 1 by default. */
  readonly nodes?: number;
}

/** One process of the cluster, with one role. */
export interface TemporalNode {
  readonly role: TemporalRole;
  readonly pid: number;
  /** Kills it, like a crash. */
  kill(): Promise<void>;
  /** Restarts it on the same ports. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface TemporalCluster {
  readonly address: string;
  readonly nodes: readonly TemporalNode[];
  stop(): Promise<void>;
}

/** The number of shards cannot be changed later. */
const SHARDS = 16;

/**
 * Starts Temporal's four roles, one process each, on a PostgreSQL server, with the same variables as its image. Waits until
 * the default namespace answers.
 */
export async function startTemporalCluster(options: TemporalClusterOptions): Promise<TemporalCluster> {
  await makeTables(options);
  const frontendPort = await freePort();
  const several = Array.from({ length: options.nodes ?? 1 });
  const wanted: readonly TemporalRole[] = [
    'frontend',
    ...several.map(() => 'history' as const),
    ...several.map(() => 'matching' as const),
    'worker',
  ];
  const nodes: TemporalNode[] = [];
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()));
  };
  try {
    // In sequence: the first one records the cluster's metadata, and two at once would conflict.
    for (const [index, role] of wanted.entries())
      nodes.push(await startNode(options, `${role}-${index}`, role, frontendPort));
    const address = `127.0.0.1:${frontendPort}`;
    await makeNamespace(address);
    return { address, nodes, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The tool does nothing if the tables are up to date. */
async function makeTables({ programs, adminDatabaseUrl }: TemporalClusterOptions): Promise<void> {
  const { hostname, port, username, password } = new URL(adminDatabaseUrl);
  const tool = (database: string, ...args: readonly string[]) =>
    promisify(execFile)(
      programs.sql,
      [
        ...['--plugin', 'postgres12', '--endpoint', hostname, '--port', port, '--user', username],
        ...['--database', database, ...args],
      ],
      { env: { ...process.env, SQL_PASSWORD: decodeURIComponent(password) } },
    );
  for (const [database, schema] of [
    ['temporal', 'temporal'],
    ['temporal_visibility', 'visibility'],
  ] as const) {
    await tool(database, 'create');
    await tool(database, 'setup-schema', '--version', '0.0');
    await tool(database, 'update-schema', '--schema-name', `postgresql/v12/${schema}`);
  }
}

async function startNode(
  { programs, adminDatabaseUrl, folder }: TemporalClusterOptions,
  name: string,
  role: TemporalRole,
  frontendPort: number,
): Promise<TemporalNode> {
  const { hostname, port, username, password } = new URL(adminDatabaseUrl);
  const dynamicConfig = join(folder, 'dynamic-config.yaml');
  // Closes the HTTP API: see temporal-server.ts.
  writeFileSync(dynamicConfig, 'frontend.httpAllowedHosts:\n  - value: [off.invalid]\n');
  const environment: NodeJS.ProcessEnv = {
    ...bareEnvironment(),
    TEMPORAL_SERVICES: role,
    DB: 'postgres12',
    POSTGRES_SEEDS: hostname,
    DB_PORT: port,
    POSTGRES_USER: username,
    POSTGRES_PWD: decodeURIComponent(password),
    NUM_HISTORY_SHARDS: String(SHARDS),
    BIND_ON_IP: '127.0.0.1',
    TEMPORAL_BROADCAST_ADDRESS: '127.0.0.1',
    PUBLIC_FRONTEND_ADDRESS: `127.0.0.1:${frontendPort}`,
    DYNAMIC_CONFIG_FILE_PATH: dynamicConfig,
    LOG_LEVEL: 'error',
  };
  for (const each of roles) {
    environment[`${each.toUpperCase()}_GRPC_PORT`] = String(await freePort());
    environment[`${each.toUpperCase()}_MEMBERSHIP_PORT`] = String(await freePort());
  }
  environment.FRONTEND_GRPC_PORT = String(frontendPort);
  environment.FRONTEND_HTTP_PORT = String(await freePort());
  const start = async () => {
    const node = await startInBackground({
      command: programs.server,
      args: ['--allow-no-auth', 'start'],
      logFile: join(folder, `temporal-${name}.log`),
      stopSignal: 'SIGTERM',
      environment,
    });
    await untilListening(Number(environment[`${role.toUpperCase()}_GRPC_PORT`]), node).catch(
      async (error) => {
        await node.stop();
        throw error;
      },
    );
    return node;
  };
  let current: BackgroundProcess = await start();
  return {
    role,
    get pid() {
      return current.identity.pid;
    },
    kill: async () => {
      current.signal('SIGKILL');
      await current.ended;
    },
    start: async () => {
      current = await start();
    },
    stop: () => current.stop(),
  };
}

async function makeNamespace(address: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: '5s' });
      try {
        await connection.workflowService.registerNamespace({
          namespace: 'default',
          workflowExecutionRetentionPeriod: msToTs('3 days'),
        });
        return;
      } finally {
        await connection.close();
      }
    } catch (error) {
      if (/already exists/i.test(String(error))) return;
      if (Date.now() > deadline)
        throw new StartError(`The Temporal cluster did not start within two minutes: ${error}`);
      await sleep(500);
    }
  }
}
