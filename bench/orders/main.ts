import { Client, Connection } from '@temporalio/client';
import { startSharedServers } from '../../test/stack/shared-servers.js';
import { startStackOn } from '../../test/stack/stack.js';
import { median, percentile } from '../measure/percentile.js';
import { ProcessorMeter } from '../measure/processor-meter.js';
import { settled } from '../measure/settled.js';
import { WARM_UP } from '../measure/warm-up.js';
import { BareArm } from './bare-arm.js';
import { stockUp } from './stock-up.js';
import { SystemArm } from './system-arm.js';

/** Bounded in count: rounds of so many orders an arm, so many at once. */
const ROUNDS = Number(process.argv[2] ?? 5);
const ORDERS = Number(process.argv[3] ?? 200);
const CONCURRENCY = 20;

const servers = await startSharedServers();
const stack = await startStackOn(servers.addresses, { workers: ['orders', 'billing', 'shipments'] });
const bare = await BareArm.start(servers.addresses.temporalAddress);
const system = new SystemArm(stack);
const meters = { bare: meterFor(bare.workerIds), system: meterFor(stack.workers.map(({ pid }) => pid)) };
try {
  await stockUp(stack);
  console.log(`Warming up; then ${ROUNDS} rounds of ${ORDERS} orders an arm, ${CONCURRENCY} at once`);
  await settled(bare.run(WARM_UP, CONCURRENCY));
  await settled(system.run(WARM_UP, CONCURRENCY));
  for (const values of Object.values(system.latencies)) values.length = 0;

  const rates: { readonly bare: number; readonly system: number }[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const bareRate = await meters.bare.during(() => settled(bare.run(ORDERS, CONCURRENCY)));
    const systemRate = await meters.system.during(() => settled(system.run(ORDERS, CONCURRENCY)));
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
  for (const [events, orders] of await historyLengths()) {
    console.log(`history events: ${events} of ${orders} orders`);
  }
  for (const [kind, values] of Object.entries(system.latencies)) {
    console.log(`${kind}: p50 ${milliseconds(values, 0.5)}, p99 ${milliseconds(values, 0.99)}`);
  }
  for (const [arm, meter] of Object.entries(meters)) {
    for (const [name, each] of meter.each(ROUNDS * ORDERS)) {
      console.log(`processor time an order, ${arm}, ${name}: ${each.toFixed(1)} ms`);
    }
  }
} finally {
  await system.stop();
  await bare.stop();
  await stack[Symbol.asyncDispose]();
  await servers.stop();
}

/** Of the servers and the API, and of one arm's workers. */
function meterFor([orders = 0, billing = 0, shipments = 0]: readonly number[]): ProcessorMeter {
  return new ProcessorMeter({
    'Temporal Service': servers.processes.temporal,
    PostgreSQL: [servers.processes.postgres],
    API: [stack.api.pid],
    'orders worker': [orders],
    'billing worker': [billing],
    'shipments worker': [shipments],
  });
}

/** How many orders have histories of how many events, the shortest first. */
async function historyLengths(): Promise<readonly (readonly [events: number, orders: number])[]> {
  const connection = await Connection.connect({ address: stack.addresses.temporalAddress });
  const client = new Client({ connection, namespace: stack.addresses.namespace });
  const orders = new Map<number, number>();
  for await (const { historyLength } of client.workflow.list({ query: 'ExecutionStatus = "Completed"' })) {
    orders.set(historyLength, (orders.get(historyLength) ?? 0) + 1);
  }
  await connection.close();
  return [...orders].sort(([a], [b]) => a - b);
}
