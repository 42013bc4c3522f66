import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { workflowIdOf } from '../../schema/contract/ids.js';
import { startSharedServers } from '../../test/stack/shared-servers.js';
import type { Stack } from '../../test/stack/stack.js';
import { startStackOn } from '../../test/stack/stack.js';
import { median, percentile } from '../measure/percentile.js';
import { processorSeconds } from '../measure/processor-time.js';
import { BareArm } from './bare-arm.js';
import { SystemArm } from './system-arm.js';

/** Bounded in count: rounds of so many orders an arm, so many at once. */
const ROUNDS = Number(process.argv[2] ?? 5);
const ORDERS = Number(process.argv[3] ?? 200);
const CONCURRENCY = 20;

const servers = await startSharedServers();
const stack = await startStackOn(servers.addresses, {});
const bare = await BareArm.start(servers.addresses.temporalAddress);
const system = new SystemArm(stack);
try {
  await stockUp(stack);
  console.log(`Warming up; then ${ROUNDS} rounds of ${ORDERS} orders an arm, ${CONCURRENCY} at once`);
  await bare.run(ORDERS / 2, CONCURRENCY);
  await system.run(ORDERS / 2, CONCURRENCY);
  system.latencies.place.length = 0;
  system.latencies.signal.length = 0;

  const rates: { readonly bare: number; readonly system: number }[] = [];
  const used = {
    'Temporal Service': 0,
    PostgreSQL: 0,
    API: 0,
    'orders worker': 0,
    'billing worker': 0,
    'shipments worker': 0,
  };
  for (let round = 1; round <= ROUNDS; round++) {
    const bareRate = await bare.run(ORDERS, CONCURRENCY);
    const before = snapshotOfTimes();
    const systemRate = await system.run(ORDERS, CONCURRENCY);
    const after = snapshotOfTimes();
    for (const name of Object.keys(used) as (keyof typeof used)[]) used[name] += after[name] - before[name];
    rates.push({ bare: bareRate, system: systemRate });
    const ratio = (systemRate / bareRate).toFixed(2);
    console.log(
      `round ${round}: bare ${bareRate.toFixed(1)}/s, system ${systemRate.toFixed(1)}/s, ratio ${ratio}`,
    );
  }

  const milliseconds = (values: readonly number[], part: number) =>
    `${percentile(values, part).toFixed(1)} ms`;
  console.log(
    `\nmedian ratio, system to bare: ${median(rates.map((rate) => rate.system / rate.bare)).toFixed(2)}`,
  );
  console.log(
    `median orders a second: bare ${median(rates.map((rate) => rate.bare)).toFixed(1)}, system ${median(rates.map((rate) => rate.system)).toFixed(1)}`,
  );
  console.log(`history events of a one-fulfillment order: ${await historyLength(system.lastOrderId)}`);
  for (const [kind, values] of Object.entries(system.latencies)) {
    console.log(`mutation (${kind}): p50 ${milliseconds(values, 0.5)}, p99 ${milliseconds(values, 0.99)}`);
  }
  for (const [name, seconds] of Object.entries(used)) {
    console.log(`processor time an order, ${name}: ${((seconds / (ROUNDS * ORDERS)) * 1_000).toFixed(1)} ms`);
  }
} finally {
  await system.stop();
  await bare.stop();
  await stack[Symbol.asyncDispose]();
  await servers.stop();
}

function snapshotOfTimes() {
  const [orders, billing, shipments] = stack.workers;
  return {
    'Temporal Service': processorSeconds(servers.processes.temporal),
    PostgreSQL: processorSeconds(servers.processes.postgres),
    API: processorSeconds(stack.api.pid),
    'orders worker': processorSeconds(orders?.pid ?? 0),
    'billing worker': processorSeconds(billing?.pid ?? 0),
    'shipments worker': processorSeconds(shipments?.pid ?? 0),
  };
}

async function historyLength(orderId: string): Promise<number> {
  const connection = await Connection.connect({ address: stack.addresses.temporalAddress });
  const client = new Client({ connection, namespace: stack.addresses.namespace });
  const { historyLength: length } = await client.workflow.getHandle(workflowIdOf(orderId)).describe();
  await connection.close();
  return length;
}

async function stockUp({ addresses }: Stack): Promise<void> {
  const database = new pg.Client({ connectionString: addresses.databaseUrl });
  await database.connect();
  await database.query('update stock set available = 1000000');
  await database.end();
}
