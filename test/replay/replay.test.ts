import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, expect, test } from 'vitest';
import { PayloadEncryption } from '../../runtime/temporal/payload-encryption.js';
import { noTracing } from '../../runtime/tracing/tracing.js';
import { TRACE_HEADER } from '../../schema/contract/order-workflow.js';
import { webhookWorkflowIdOf } from '../../schema/contract/webhook-workflow.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { orderSinks } from '../../workers/trace-orders.js';
import { wholeBuild } from '../stack/shared.js';
import { encryptHistory } from './encrypt-history.js';

const folder = fileURLToPath(new URL('../histories/', import.meta.url));
const compiled = (file: string) => fileURLToPath(new URL(`../../dist/workers/${file}`, import.meta.url));
const bundle = compiled('workflow-bundle.js');
const encryptedBundle = compiled('encrypted-workflow-bundle.js');
const payloadConverterPath = compiled('payload-converter.js');
const failureConverterPath = compiled('failure-converter.js');

const saved = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  await wholeBuild();
});

test('has a history of every ending of an order, and of a webhook', () => {
  expect(saved).toEqual(
    expect.arrayContaining([
      'amended',
      'cancelled-after-charging',
      'cancelled-after-partial-dispatch',
      'cancelled-before-charging',
      'completed',
      'declined',
      'late',
      'partially-completed',
      'timed-out',
      'unavailable',
      'webhook',
    ]),
  );
});

// An order that runs when new code is deployed must go on with it: the code has to decide as it did then.
test.each(saved)('%s replays with the code of today', async (name) => {
  const history = JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8'));
  const workflowId = idOfInput(history);
  await Worker.runReplayHistory(
    { workflowBundle: { codePath: bundle }, dataConverter: { payloadConverterPath } },
    history,
    workflowId,
  );
});

// This happens when tracing was on while the order was placed, and is off for its later steps.
test.each(saved)('%s replays when it was placed in a trace', async (name) => {
  const history = JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8'));
  history.events[0].workflowExecutionStartedEventAttributes.header = {
    fields: { [TRACE_HEADER]: { metadata: {}, data: '' } },
  };
  await Worker.runReplayHistory(
    {
      workflowBundle: { codePath: bundle },
      sinks: orderSinks(noTracing),
      dataConverter: { payloadConverterPath },
    },
    history,
    idOfInput(history),
  );
});

test.each(saved)('%s replays encrypted, whichever of two keys encrypted it', async (name) => {
  const [active, retired] = [randomBytes(32), randomBytes(32)];
  const history = JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')) as SavedHistory;
  const begun = await encryptHistory(history, new PayloadEncryption([retired]));
  const goneOn = await encryptHistory(history, new PayloadEncryption([active]));
  const half = Math.floor(history.events.length / 2);
  const events = [...begun.events.slice(0, half), ...goneOn.events.slice(half)];
  expect(JSON.stringify(events)).not.toContain(Buffer.from('json/plain').toString('base64'));
  await Worker.runReplayHistory(
    {
      workflowBundle: { codePath: encryptedBundle },
      dataConverter: {
        payloadConverterPath,
        failureConverterPath,
        payloadCodecs: [new PayloadEncryption([active, retired])],
      },
    },
    { ...history, events },
    idOfInput(history),
  );
});

// This happens when encryption is switched on while the order runs.
test.each(saved)('%s replays when all after its first half is encrypted', async (name) => {
  const encryption = new PayloadEncryption([randomBytes(32)]);
  const history = JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')) as SavedHistory;
  const half = Math.floor(history.events.length / 2);
  const { events } = await encryptHistory(history, encryption);
  await Worker.runReplayHistory(
    {
      workflowBundle: { codePath: encryptedBundle },
      dataConverter: { payloadConverterPath, failureConverterPath, payloadCodecs: [encryption] },
    },
    { ...history, events: [...history.events.slice(0, half), ...events.slice(half)] },
    idOfInput(history),
  );
});

test('an order that one courier picked up and another delivered goes on as it was decided then', async () => {
  const history = JSON.parse(readFileSync(`${folder}completed.json`, 'utf8')) as SavedHistory;
  for (const { workflowExecutionSignaledEventAttributes: signal } of history.events) {
    const [payload] = signal?.input.payloads ?? [];
    if (!payload) continue;
    const content = JSON.parse(Buffer.from(payload.data, 'base64').toString('utf8'));
    const actor = { kind: 'COURIER', id: content.action };
    payload.data = Buffer.from(JSON.stringify({ ...content, actor })).toString('base64');
  }
  await Worker.runReplayHistory(
    { workflowBundle: { codePath: bundle }, dataConverter: { payloadConverterPath } },
    history,
    idOfInput(history),
  );
});

test('an order whose courier used one request id for two actions goes on as it was decided then', async () => {
  const history = JSON.parse(readFileSync(`${folder}completed.json`, 'utf8')) as SavedHistory;
  for (const { workflowExecutionSignaledEventAttributes: signal } of history.events) {
    const [payload] = signal?.input.payloads ?? [];
    if (!payload) continue;
    const content = JSON.parse(Buffer.from(payload.data, 'base64').toString('utf8'));
    payload.data = Buffer.from(JSON.stringify({ ...content, requestId: 'R1' })).toString('base64');
  }
  await Worker.runReplayHistory(
    { workflowBundle: { codePath: bundle }, dataConverter: { payloadConverterPath } },
    history,
    idOfInput(history),
  );
});

test('this test would notice a change: a history with another first activity does not replay', async () => {
  const text = readFileSync(`${folder}completed.json`, 'utf8').replaceAll('reserveItems', 'somethingElse');
  const history = JSON.parse(text);
  const replay = Worker.runReplayHistory(
    { workflowBundle: { codePath: bundle }, dataConverter: { payloadConverterPath } },
    history,
    idOfInput(history),
  );
  await expect(replay).rejects.toThrow(/nondeterminism|Nondeterminism/i);
});

interface Attributes {
  readonly input: { readonly payloads: readonly { data: string }[] };
}

interface SavedHistory {
  readonly events: readonly {
    readonly workflowExecutionStartedEventAttributes?: Attributes;
    readonly workflowExecutionSignaledEventAttributes?: Attributes;
  }[];
}

function idOfInput(history: SavedHistory): string {
  const data = history.events[0]?.workflowExecutionStartedEventAttributes?.input.payloads[0]?.data ?? '';
  const input = JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as string | { readonly id: string };
  return typeof input === 'string' ? webhookWorkflowIdOf(input) : workflowIdOf(input.id);
}
