import type { ChildProcess } from 'node:child_process';
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { freePort } from '../../local/free-port.js';
import { createNamespace } from '../stack/namespace.js';
import { sharedServers, wholeBuild } from '../stack/shared.js';
import type { SharedServerAddresses } from '../stack/shared-servers.js';
import { startStack } from '../stack/stack.js';
import { createActivityDatabase } from './activity-database.js';

const compiled = (path: string) => fileURLToPath(new URL(`../../dist/${path}`, import.meta.url));
const main = compiled('workers/main.js');

let servers: SharedServerAddresses;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  await wholeBuild();
  servers = await sharedServers();
  await using stage = await createActivityDatabase();
  environment = {
    ...process.env,
    TEMPORAL_ADDRESS: servers.temporalAddress,
    TEMPORAL_NAMESPACE: await createNamespace(servers.temporalAddress),
    DATABASE_URL: stage.url,
  };
});

interface WorkerProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly errors: string }>;
}

function startWorker(args: readonly string[], changes: NodeJS.ProcessEnv = {}): WorkerProcess {
  const child = fork(main, [...args], {
    env: { ...environment, ...changes },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const ended = Promise.all([once(child, 'exit'), textOf(child.stderr as Readable)]).then(
    ([[code], errors]) => ({ code: code as number | null, errors }),
  );
  return { child, ended };
}

test('says in one line, without secrets, why it cannot start', async () => {
  const cases = [
    [
      ['--queues', 'bills'],
      {},
      '--queues must be one or more of orders, billing, shipments, webhooks, joined by commas, not "bills".',
    ],
    [
      [],
      { DATABASE_URL: 'postgres://user:hush@127.0.0.1:1/orders' },
      'PostgreSQL at 127.0.0.1:1/orders cannot be used',
    ],
    [[], { DATABASE_URL: servers.adminDatabaseUrl }, 'it has no tables yet'],
    [[], { TEMPORAL_ADDRESS: '127.0.0.1:1' }, 'The Temporal Service at 127.0.0.1:1 cannot be reached'],
    [['--queues', 'billing'], { TEMPORAL_NAMESPACE: 'nowhere' }, 'namespace "nowhere"'],
  ] as const;
  for (const [args, changes, line] of cases) {
    const { code, errors } = await startWorker(args, { LOG_FORMAT: 'text', ...changes }).ended;
    expect(errors).toContain(line);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).not.toContain('hush');
    expect(code).toBe(1);
  }
});

test('says in one line where it cannot serve its metrics, and takes a name for the address', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const cases = [
    [
      { WORKER_HOST: 'localhost' },
      `Port ${port} is in use: stop the program that listens there, or set --metrics-port`,
    ],
    [{ WORKER_HOST: '192.0.2.1' }, 'WORKER_HOST is not an address of this machine: "192.0.2.1".'],
    [{ WORKER_HOST: 'nowhere.invalid' }, 'WORKER_HOST is not an address of this machine: "nowhere.invalid".'],
  ] as const;
  for (const [changes, line] of cases) {
    const { code, errors } = await startWorker(['--metrics-port', String(port)], {
      LOG_FORMAT: 'text',
      ...changes,
    }).ended;
    expect(errors).toContain(line);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  }
  taken.close();
});

test.each([
  ['workers/reconcile/main.js', []],
  ['workers/archive/main.js', ['--closed-before', '2020-01-01']],
  ['database/seed.js', []],
] as const)('%s says in one line what it misses', async (path, args) => {
  const run = (changes: NodeJS.ProcessEnv, ...more: readonly string[]) =>
    promisify(execFile)(process.execPath, [compiled(path), ...args, ...more], {
      env: { ...environment, ...changes },
    }).then(
      ({ stdout }) => stdout,
      ({ stderr }: { readonly stderr: string }) => stderr,
    );
  expect(await run({ DATABASE_URL: servers.adminDatabaseUrl })).toMatch(
    /^PostgreSQL at \S+ cannot be used: it has no tables yet \(npm run migrate creates them\)\n$/,
  );
  expect(await run({ DATABASE_URL: 'postgres://user:hush@127.0.0.1:1/orders' })).toMatch(
    /^PostgreSQL at 127\.0\.0\.1:1\/orders cannot be used: [^\n]+\n$/,
  );
  if (path.startsWith('workers/')) expect(await run({}, '--fix')).toMatch(/^Unknown option '--fix'[^\n]*\n$/);
});

test('is ready when it polls, and ends gracefully on SIGTERM', async () => {
  const { child, ended } = startWorker(['--queues', 'billing,shipments']);
  expect(await once(child, 'message')).toContain('ready');
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 0, errors: '' });
});

test('reports at the addresses in its settings whether it polls and reaches Temporal and the database', async () => {
  await using stack = await startStack({ workers: [], ownPostgres: true, ownTemporal: true });
  const [health, metrics] = [await freePort(), await freePort()];
  const ports = ['--health-port', String(health), '--metrics-port', String(metrics)];
  const { child, ended } = startWorker(['--queues', 'orders,billing', ...ports], {
    WORKER_HOST: '127.0.0.1',
    TEMPORAL_ADDRESS: stack.addresses.temporalAddress,
    TEMPORAL_NAMESPACE: stack.addresses.namespace,
    DATABASE_URL: stack.addresses.databaseUrl,
  });
  await once(child, 'message');
  const readiness = async () => {
    const response = await fetch(`http://127.0.0.1:${health}/readyz`);
    return { status: response.status, ...((await response.json()) as object) };
  };
  const all = { polling: true, temporal: true, database: true };
  const becomes = (expected: object) => expect.poll(readiness).toEqual(expected);

  await becomes({ status: 200, ready: true, ...all });
  await stack.postgres?.stop();
  await becomes({ status: 503, ready: false, ...all, database: false });
  expect((await fetch(`http://127.0.0.1:${health}/healthz`)).status).toBe(200);
  await stack.postgres?.start();
  stack.temporal?.freeze();
  await becomes({ status: 503, ready: false, ...all, temporal: false });
  stack.temporal?.thaw();
  await becomes({ status: 200, ready: true, ...all });
  expect(await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text()).toContain('temporal_num_pollers');

  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0 });
});
