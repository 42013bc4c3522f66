import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../database/open-database.js';
import { freePort } from '../../local/free-port.js';
import type { ProcessIdentity } from '../../local/process-identity.js';
import { isRunning, signalProcess } from '../../local/process-identity.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { wholeBuild } from '../stack/shared.js';
import { commandLineOf, Launcher, until, untilGone } from './launcher.js';

// Names with a meaning in a URI.
const folder = mkdtempSync(join(tmpdir(), 'order-management-#1?-'));
const started: Launcher[] = [];

beforeAll(wholeBuild);

afterAll(async () => {
  for (const launcher of started) launcher.signal('SIGTERM');
  await Promise.all(started.map((launcher) => launcher.exitCode));
  rmSync(folder, { recursive: true, force: true });
});

function start(data: string, environment: NodeJS.ProcessEnv, command?: string[]): Launcher {
  const launcher = new Launcher(join(folder, data), environment, command);
  started.push(launcher);
  return launcher;
}

async function ask(port: number, query: string): Promise<Record<string, unknown>> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** The token of the tracking link of the order that is kept. */
async function sharedLink(port: number): Promise<string> {
  const { orderTrackingLink } = await ask(
    port,
    'mutation { orderTrackingLink(input: { id: "kept" }) { trackingLink { token } } }',
  );
  return (orderTrackingLink as { readonly trackingLink: { readonly token: string } }).trackingLink.token;
}

function workerOf(queue: string, launcher: Launcher): ProcessIdentity | undefined {
  return launcher.guarded.find((each) => commandLineOf(each).includes(`--queues ${queue}`));
}

/** A line for each variable that the guarded process of this command has. */
function environmentOf(command: string, launcher: Launcher): string {
  const { pid } = launcher.guarded.find((each) => commandLineOf(each).includes(command)) as ProcessIdentity;
  return readFileSync(`/proc/${pid}/environ`, 'utf8').replaceAll('\0', '\n');
}

test('brings everything up, restarts what dies, stops all of it, and has its data when it starts again', async () => {
  const port = await freePort();
  const settings = { PORT: String(port), TEMPORAL_NAMESPACE: 'shoes', SECRET_OF_THE_LAUNCHER: 'hush' };
  const first = start('kept', settings);
  await first.untilReady();
  for (const said of [
    `http://localhost:${port}`,
    `http://localhost:${port}/graphql`,
    /Temporal UI +http:\/\/localhost:\d+/,
    /Temporal Service +127\.0\.0\.1:\d+/,
    join(folder, 'kept'),
  ]) {
    expect(first.output).toMatch(said);
  }
  const ui = /Temporal UI +(\S+)/.exec(first.output)?.[1] as string;
  expect((await fetch(ui)).status).toBe(200);
  // The servers do not get the launcher's secrets, and client-facing processes have limited rights in the database.
  for (const server of ['-D ', 'start-dev']) expect(environmentOf(server, first)).not.toContain('hush');
  const [, databaseUrl] = /^DATABASE_URL=(.*)$/m.exec(environmentOf('src/main.js', first)) ?? [];
  const database = await openDatabase(databaseUrl as string);
  const { rows } = await database.query(
    `select rolsuper, has_schema_privilege(current_user, 'public', 'create') as creates
     from pg_roles where rolname = current_user`,
  );
  await database.end();
  expect(rows).toEqual([{ rolsuper: false, creates: false }]);
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  // The catalogue has shoes of a brand that is nowhere in stock, so this order waits for its customer.
  await ask(
    port,
    `mutation { orderCreate(input: { id: "kept", customerId: "c",
       items: [{ sku: "NIKE-PEGASUS", quantity: 1 }, { sku: "ADIDAS-SAMBA", quantity: 1 }] }) { userErrors { message } } }`,
  );
  const statusIs = (status: string) => async () =>
    ((await ask(port, '{ order(id: "kept") { status } }')).order as { status: string } | null)?.status ===
    status;
  await until(statusIs('CUSTOMER_ACTION_REQUIRED'), () => 'the order does not wait for its customer');

  const shared = await sharedLink(port);

  const connection = await Connection.connect({
    address: /Temporal Service +(127\.\S+)/.exec(first.output)?.[1] as string,
  });
  const temporal = new Client({ connection, namespace: 'shoes' });
  expect((await temporal.workflow.getHandle(workflowIdOf('kept')).describe()).status.name).toBe('RUNNING');
  await until(
    async () => {
      const query = 'OrderCustomerId = "c" and OrderState = "CUSTOMER_ACTION_REQUIRED"';
      for await (const { workflowId } of temporal.workflow.list({ query })) {
        return workflowId === workflowIdOf('kept');
      }
      return false;
    },
    () => 'Temporal does not find the order by its customer and state',
  );
  await connection.close();

  const worker = workerOf('billing', first) as ProcessIdentity;
  signalProcess(worker, 'SIGKILL');
  await first.untilSaid('billing worker ended (signal SIGKILL); it is started again');
  await until(
    () => (workerOf('billing', first) ?? worker).pid !== worker.pid,
    () => 'no new billing worker',
  );

  const family = first.family;
  expect(family.length).toBeGreaterThanOrEqual(7);
  first.signal('SIGTERM');
  expect(await first.exitCode).toBe(0);
  await untilGone(family);

  const again = start('kept', settings);
  await again.untilReady();
  await until(statusIs('CUSTOMER_ACTION_REQUIRED'), () => 'the order is not there after a restart');
  // The link is the same, and so is the key that signs it.
  expect(await sharedLink(port)).toBe(shared);
  await ask(port, 'mutation { orderAmend(input: { id: "kept" }) { userErrors { message } } }');
  await until(statusIs('PROCESSING'), () => 'the order does not go on after a restart');

  const other = start('kept', { PORT: String(await freePort()) });
  expect(await other.exitCode).toBe(1);
  expect(lastLines(other)).toMatch(/^The data folder .* is in use by another start .*$/);

  const later = again.family;
  again.signal('SIGINT');
  expect(await again.exitCode).toBe(0);
  await untilGone(later);
});

test('with tokens, waits for probes at a port of their own, and says where', async () => {
  const port = await freePort();
  const launcher = start('guarded', { PORT: String(port), AUTH_SECRET: 'hush'.repeat(8) });
  await launcher.untilReady();
  const [, probes] = /Health, metrics +(\S+)/.exec(launcher.output) ?? [];
  expect((await fetch(`${probes}/readyz`)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(404);
  launcher.signal('SIGTERM');
  expect(await launcher.exitCode).toBe(0);
});

test('leaves no orphan when it is killed, and the next start copes with what a killed watchdog left behind', async () => {
  const port = await freePort();
  const first = start('killed', { PORT: String(port) });
  await first.untilReady();
  const family = first.family;
  first.signal('SIGKILL');
  await first.exitCode;
  // At once: the watchdog may still be at work.
  const second = start('killed', { PORT: String(port) });
  await second.untilReady();
  await untilGone(family);

  const later = second.family;
  const watchdog = later.find((each) => commandLineOf(each).includes('watchdog.js')) as ProcessIdentity;
  const guarded = second.guarded;
  signalProcess(watchdog, 'SIGKILL');
  second.signal('SIGKILL');
  await second.exitCode;
  // No process is left to stop them: two servers, the API and three workers.
  expect(guarded.length).toBe(6);
  expect(guarded.filter(isRunning)).toEqual(guarded);
  const third = start('killed', { PORT: String(port) });
  await third.untilReady();
  await untilGone(later);
  third.signal('SIGTERM');
  expect(await third.exitCode).toBe(0);
});

test('npm start ends with Ctrl-C, and with npm itself when that is killed', async () => {
  for (const end of ['Ctrl-C', 'kill'] as const) {
    const launcher = start('npm', { PORT: String(await freePort()) }, ['npm', 'start']);
    await launcher.untilReady();
    const family = launcher.family;
    if (end === 'Ctrl-C') launcher.signalGroup('SIGINT');
    else launcher.signal('SIGKILL');
    await launcher.exitCode;
    await untilGone(family);
  }
});

test('says in one line what keeps it from starting', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const takenPort = String((taken.address() as { port: number }).port);
  writeFileSync(join(folder, 'a-file'), '');
  mkdirSync(join(folder, 'odd', 'postgres.log'), { recursive: true });
  const PORT = String(await freePort());
  const cases: readonly (readonly [string, NodeJS.ProcessEnv, RegExp])[] = [
    ['refused-1', { PORT: takenPort }, new RegExp(`^Port ${takenPort} is in use`)],
    ['refused-2', { PORT: 'http' }, /^PORT must be a port from 0 to 65535, not "http"\.$/],
    ['refused-2', { PORT: '0' }, /^PORT must be a port from 1 to 65535/],
    [
      'refused-2',
      { PORT, LOG_LEVEL: 'loud', TEMPORAL_UI_URL: 'here', AUTH_JWKS_URL: 'keys' },
      /^AUTH_JWKS_URL must be .*\nLOG_LEVEL must be .*\nTEMPORAL_UI_URL must be .*$/,
    ],
    ['refused-2', { PORT, CUSTOMER_ACTION_TIMEOUT: 'soon' }, /^CUSTOMER_ACTION_TIMEOUT must be a duration/],
    [
      'refused-2',
      { PORT, DATABASE_URL: 'a secret' },
      /^DATABASE_URL must be the address of a PostgreSQL database/,
    ],
    [
      'refused-2',
      { PORT, HOST: '192.0.2.1', AUTH_SECRET: 'secret' },
      /^HOST is not an address of this machine/,
    ],
    ['a-file', { PORT }, /^The data folder .*a-file cannot be used/],
    ['odd', { PORT }, /^The data folder .*odd cannot be used: EISDIR.* '.*odd.postgres\.log'\.$/],
    [
      'refused-3',
      { PORT, TEMPORAL_ADDRESS: '127.0.0.1:1' },
      /^The Temporal Service at 127\.0\.0\.1:1 cannot be used/,
    ],
    [
      'refused-4',
      { PORT, DATABASE_URL: 'postgres://user:secret@127.0.0.1:1/orders' },
      /^PostgreSQL at 127\.0\.0\.1:1\/orders cannot be used: connect ECONNREFUSED/,
    ],
    ['refused-5', { PORT, TEMPORAL_CLI_PATH: '/nowhere' }, /^TEMPORAL_CLI_PATH names \/nowhere/],
    ['refused-6', { PORT, HOST: '0.0.0.0' }, /^HOST=0\.0\.0\.0 needs AUTH_SECRET or AUTH_JWKS_URL/],
  ];
  for (const [data, environment, expected] of cases) {
    const launcher = start(data, environment);
    expect(await launcher.exitCode).toBe(1);
    expect(lastLines(launcher)).toMatch(expected);
    expect(launcher.output).not.toContain('secret');
  }
  taken.close();
});

test('keeps its secrets to its user', () => {
  const kept = join(folder, 'kept');
  for (const file of ['database-password', 'database-url', 'temporal.db', 'processes.json', 'tracking-key']) {
    expect(statSync(join(kept, file)).mode & 0o077).toBe(0);
  }
  for (const file of ['database-password', 'tracking-key']) {
    const secret = readFileSync(join(kept, file), 'utf8');
    for (const launcher of started) expect(launcher.output).not.toContain(secret);
  }
});

/** Its output without the progress of the build and the ports it took: a single line, if all is well. */
function lastLines(launcher: Launcher): string {
  const lines = launcher.output.trim().split('\n');
  return lines.filter((line) => !/^(building |built |port \d+ is not free:)/.test(line)).join('\n');
}
