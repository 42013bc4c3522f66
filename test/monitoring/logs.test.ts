import { Client, Connection } from '@temporalio/client';
import { expect, test } from 'vitest';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { ApiClient } from '../client/api-client.js';
import { plays } from '../lifecycle/plays.js';
import { startStack } from '../stack/stack.js';
import type { StackProcess } from '../stack/stack-process.js';
import { entriesOf } from './log-entries.js';

test('every line is an entry in JSON, also from the SDK and its native part, and entries about an order have its id', async () => {
  await using stack = await startStack({
    workers: ['orders,billing,shipments'],
    environment: { LOG_LEVEL: 'debug' },
  });
  const { addresses, api } = stack;
  await using client = new ApiClient(addresses);
  const orderId = await plays.completed(client);
  const connection = await Connection.connect({ address: addresses.temporalAddress });
  const temporal = new Client({ connection, namespace: addresses.namespace });
  const start = (workflowType: string, workflowId: string) =>
    temporal.workflow.start(workflowType, { workflowId, taskQueue: 'orders', args: [{}] });
  await start('order', workflowIdOf('malformed'));
  await connection.close();
  const worker = stack.workers[0] as StackProcess;
  await expect.poll(() => worker.output()).toContain('"orderId":"malformed"');
  await Promise.all([api.stop(), worker.stop()]);

  const entries = [...entriesOf(api.output()), ...entriesOf(worker.output())];
  for (const entry of entries) {
    expect(entry).toMatchObject({
      level: expect.any(String),
      time: expect.any(String),
      message: expect.any(String),
    });
  }
  const about = entries.filter((entry) => entry.orderId === orderId).map(({ message }) => message);
  expect(about).toContain('An order was placed');
  expect(about).toContain('An order was closed');
  expect(entries.some(({ target }) => String(target).startsWith('temporalio_sdk_core'))).toBe(true);
  expect(api.output() + worker.output()).not.toContain('\u001b');
});

test('foreign workflows on our queue cause one warning for each type, however often Temporal offers them', async () => {
  await using stack = await startStack({ workers: ['orders'], environment: { LOG_LEVEL: 'warn' } });
  const { temporalAddress: address, namespace } = stack.addresses;
  const connection = await Connection.connect({ address });
  const { workflow } = new Client({ connection, namespace });
  for (const [type, workflowId] of [
    ['invoice', '1'],
    ['invoice', '2'],
    ['return', '3'],
  ] as const) {
    await workflow.start(type, { workflowId, taskQueue: 'orders', args: [] });
  }
  const attemptsOf = async (workflowId: string) =>
    (await workflow.getHandle(workflowId).describe()).raw.pendingWorkflowTask?.attempt ?? 0;
  for (const id of ['1', '2', '3']) await expect.poll(() => attemptsOf(id)).toBeGreaterThan(2);
  await connection.close();
  const worker = stack.workers[0] as StackProcess;
  await worker.stop();
  const warnings = entriesOf(worker.output()).filter(({ level }) => level !== 'info');
  expect(warnings.map(({ workflowType }) => workflowType).sort()).toEqual(['invoice', 'return']);
});

test('for a person at a terminal, the log is text', async () => {
  await using stack = await startStack({ environment: { LOG_FORMAT: 'text', LOG_LEVEL: 'info' } });
  const worker = stack.workers[0] as StackProcess;
  await Promise.all([stack.api.stop(), worker.stop()]);
  expect(worker.output()).toContain('Worker polls orders');
  for (const line of `${stack.api.output()}\n${worker.output()}`.split('\n')) {
    expect(line).toMatch(/^(API listens|Worker polls|\d{4}-\d\d-\d\dT\S+ [A-Z]+ \S)/);
  }
});
