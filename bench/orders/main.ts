import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { workflowIdOf } from '../../schema/domain/ids.js';
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

const processNames = [
  'Temporal Service',
  'PostgreSQL',
  'API',
  'orders worker',
  'billing worker',
  'shipments worker',
  'client',
] as const;

type ProcessorTimes = Readonly<Record<(typeof processNames)[number], number>>;

const noTimes = Object.fromEntries(processNames.map((name) => [name, 0])) as ProcessorTimes;

const servers = await startSharedServers();
const stack = await startStackOn(servers.addresses, { workers: ['orders', 'billing', 'shipments'] });
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
  const used = { bare: noTimes, system: noTimes };
  for (let round = 1; round <= ROUNDS; round++) {
    const beforeBare = timesSoFar(bare.workerIds);
    const bareRate = await bare.run(ORDERS, CONCURRENCY);
    used.bare = added(used.bare, beforeBare, timesSoFar(bare.workerIds));
    const beforeSystem = timesSoFar(stack.workers.map(({ pid }) => pid));
    const systemRate = await system.run(ORDERS, CONCURRENCY);
    used.system = added(used.system, beforeSystem, timesSoFar(stack.workers.map(({ pid }) => pid)));
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
  const each = (seconds: number) => `${((seconds / (ROUNDS * ORDERS)) * 1_000).toFixed(1)} ms`;
  for (const name of processNames) {
    console.log(
      `processor time an order, ${name}: bare ${each(used.bare[name])}, system ${each(used.system[name])}`,
    );
  }
} finally {
  await system.stop();
  await bare.stop();
  await stack[Symbol.asyncDispose]();
  await servers.stop();
}

/** The processor time of the servers and the API so far, and that of one arm's workers. */
function timesSoFar([orders = 0, billing = 0, shipments = 0]: readonly number[]): ProcessorTimes {
  return {
    'Temporal Service': sum(servers.processes.temporal.map(processorSeconds)),
    PostgreSQL: processorSeconds(servers.processes.postgres),
    API: processorSeconds(stack.api.pid),
    'orders worker': processorSeconds(orders),
    'billing worker': processorSeconds(billing),
    'shipments worker': processorSeconds(shipments),
    // Its own only: all the others are its children.
    client: (process.cpuUsage().user + process.cpuUsage().system) / 1_000_000,
  };
}

function sum(seconds: readonly number[]): number {
  return seconds.reduce((total, each) => total + each, 0);
}

function added(sum: ProcessorTimes, before: ProcessorTimes, after: ProcessorTimes): ProcessorTimes {
  const entries = processNames.map((name) => [name, sum[name] + after[name] - before[name]]);
  return Object.fromEntries(entries) as ProcessorTimes;
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
