import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { createNamespace } from '../stack/namespace.js';
import { sharedServers, wholeBuild } from '../stack/shared.js';
import type { SharedServerAddresses } from '../stack/shared-servers.js';
import { createActivityDatabase } from './activity-database.js';

const main = fileURLToPath(new URL('../../dist/workers/main.js', import.meta.url));

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
      '--queues must be one or more of orders, billing, shipments, joined by commas, not "bills".',
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
    const { code, errors } = await startWorker(args, changes).ended;
    expect(errors).toContain(line);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).not.toContain('hush');
    expect(code).toBe(1);
  }
});

test('is ready when it polls, and ends in order on SIGTERM', async () => {
  const { child, ended } = startWorker(['--queues', 'billing,shipments']);
  expect(await once(child, 'message')).toContain('ready');
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 0, errors: '' });
});

test('ends itself when the process that started it is gone', async () => {
  const { child, ended } = startWorker(['--queues', 'orders']);
  expect(await once(child, 'message')).toContain('ready');
  child.disconnect();
  expect(await ended).toMatchObject({ code: 0 });
});
