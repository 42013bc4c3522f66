import { Client, Connection } from '@temporalio/client';
import { taskQueues } from '../../schema/contract/task-queues.js';
import { workflowIdOf } from '../../schema/domain/ids.js';
import { startSharedServers } from '../../test/stack/shared-servers.js';
import { startStackOn } from '../../test/stack/stack.js';
import { percentile } from '../measure/percentile.js';
import { stockUp } from '../orders/stock-up.js';
import { SystemArm } from '../orders/system-arm.js';
import { historyParts } from './history-parts.js';

/** Bounded in count: one order at a time, the first of which warm everything up. */
const ORDERS = Number(process.argv[2] ?? 100);
const WARM_UP = 20;

const servers = await startSharedServers();
const stack = await startStackOn(servers.addresses, { workers: taskQueues });
const system = new SystemArm(stack);
const connection = await Connection.connect({ address: stack.addresses.temporalAddress });
const { workflow } = new Client({ connection, namespace: stack.addresses.namespace });
try {
  await stockUp(stack);
  console.log(`Warming up; then ${ORDERS} orders, one at a time`);
  await system.run(WARM_UP, 1);
  for (const values of Object.values(system.latencies)) values.length = 0;
  system.orderIds.length = 0;
  await system.run(ORDERS, 1);

  const described = (values: readonly number[]) =>
    `p50 ${percentile(values, 0.5).toFixed(0)} ms, p99 ${percentile(values, 0.99).toFixed(0)} ms`;
  for (const [name, values] of Object.entries(system.latencies)) console.log(`${name}: ${described(values)}`);
  const parts = new Map<string, number[]>();
  for (const id of system.orderIds) {
    const { events } = await workflow.getHandle(workflowIdOf(id)).fetchHistory();
    const all = Object.entries({ ...historyParts(events ?? []), 'history events': events?.length ?? 0 });
    for (const [name, value] of all) parts.set(name, [...(parts.get(name) ?? []), value]);
  }
  console.log('\nof an order in the Temporal Service and the workers, median:');
  for (const [name, values] of parts) console.log(`${name}: ${percentile(values, 0.5).toFixed(0)}`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await system.stop();
  await connection.close();
  await stack[Symbol.asyncDispose]();
  await servers.stop();
}
