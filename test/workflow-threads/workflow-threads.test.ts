import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { WorkflowHandle } from '@temporalio/client';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createActivityDatabase } from '../activities/activity-database.js';
import { PATIENCE } from '../patience.js';
import { createNamespace } from '../stack/namespace.js';
import { sharedServers, wholeBuild } from '../stack/shared.js';

const built = (path: string) => new URL(`../../dist/${path}`, import.meta.url).href;

const waiting = { timeout: PATIENCE, interval: 100 };

let address: string;
let namespace: string;
let client: Client;
let worker: Worker;
let running: Promise<void>;

beforeAll(async () => {
  await wholeBuild();
  address = (await sharedServers()).temporalAddress;
  namespace = await createNamespace(address);
  client = new Client({ connection: await Connection.connect({ address }), namespace });
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address });
  const { withLeanWorkflowThreads } = (await import(
    built('workers/workflow-threads.js')
  )) as typeof import('../../workers/workflow-threads.js');
  worker = await withLeanWorkflowThreads(() =>
    Worker.create({
      connection,
      namespace,
      taskQueue: 'odd',
      workflowsPath: fileURLToPath(new URL('./odd-workflows.ts', import.meta.url)),
    }),
  );
  running = worker.run();
});

afterAll(async () => {
  worker?.shutdown();
  await running;
  await client?.connection.close();
});

const start = (type: string) =>
  client.workflow.start(type, { taskQueue: 'odd', workflowId: `${type}-${crypto.randomUUID()}` });

/** Of its first workflow task that failed. */
const failureOf = (workflow: WorkflowHandle) =>
  vi.waitFor(async () => {
    const { events } = await workflow.fetchHistory();
    const [failed] = events?.flatMap((event) => event.workflowTaskFailedEventAttributes ?? []) ?? [];
    if (!failed) throw new Error('it has not failed yet');
    return failed.failure;
  }, waiting);

test('without stacks every timer fires, many workflows at once', async () => {
  const sleepers = await Promise.all(Array.from({ length: 60 }, () => start('sleeper')));
  const results = await Promise.all(sleepers.map((sleeper) => sleeper.result()));
  expect(results).toEqual(Array.from({ length: 60 }, () => 'awake'));
});

test.each([
  ['thrower', 'the shelf is empty', 'at thrower'],
  ['forgetter', 'the shelf is forgotten', 'UnhandledRejectionError'],
])('without stacks the fault of a %s says what it is', async (type, message, where) => {
  const workflow = await start(type);
  const failure = await failureOf(workflow);
  expect(failure?.message).toContain(message);
  expect(failure?.stackTrace).toContain(where);
  await workflow.terminate();
});

test.each(['spinner', 'lateSpinner'])('a lean thread is freed from a %s, and continues', async (type) => {
  const runaway = await start(type);
  const { message } = (await failureOf(runaway)) ?? {};
  await runaway.terminate();
  expect(message).toContain('Script execution timed out');
  const sleeper = await start('sleeper');
  expect(await sleeper.result()).toBe('awake');
});

test('without stacks the web UI says so', async () => {
  const waiter = await start('waiter');
  await expect(waiter.query('__stack_trace')).rejects.toThrow('stack traces are not enabled');
  await waiter.terminate();
});

// What a later version of the SDK may do; each in every thread before anything else.
test.each([
  ['its hooks are not where they were', 'delete shared.globalHandlers.installed'],
  ['its hooks are not where they were', 'delete shared.globalHandlers'],
  ['it activates workflows elsewhere', 'delete shared.BaseVMWorkflow.prototype.activate'],
  [
    'it installs its hooks all the same',
    'shared.globalHandlers.install = shared.globalHandlers.setPromiseHook',
  ],
  ['it starts no threads', 'threads.ThreadedVMWorkflowCreator.create = async () => ({ async destroy() {} })'],
])('a worker says at its start that the SDK has changed: %s (%s)', async (reason, change) => {
  await using stage = await createActivityDatabase();
  const preload = `import { createRequire } from 'node:module';
    const require = createRequire(${JSON.stringify(import.meta.url)});
    const shared = require('@temporalio/worker/lib/workflow/vm-shared.js');
    const threads = require('@temporalio/worker/lib/workflow/threaded-vm.js');
    ${change};`;
  const child = fork(fileURLToPath(built('workers/main.js')), ['--queues', 'orders'], {
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(preload)}`],
    env: {
      ...process.env,
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
      DATABASE_URL: stage.url,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const [[code], errors] = await Promise.all([once(child, 'exit'), textOf(child.stderr as Readable)]);
  expect(errors).toContain(reason);
  expect(errors).toContain('WORKFLOW_STACKS=true');
  expect(code).toBe(1);
});
