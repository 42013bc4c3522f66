import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { taskQueues } from '../../schema/contract/task-queues.js';
import { startSharedServers } from '../../test/stack/shared-servers.js';
import { startStackOn } from '../../test/stack/stack.js';
import { median } from '../measure/percentile.js';
import { ProcessorMeter } from '../measure/processor-meter.js';
import { settled } from '../measure/settled.js';
import { WARM_UP } from '../measure/warm-up.js';
import { stockUp } from '../orders/stock-up.js';
import { SystemArm } from '../orders/system-arm.js';
import { ReferenceArm } from './reference-arm.js';

/** Bounded in count: rounds of so many orders an arm, so many at once. */
const checkout = resolve(process.argv[2] ?? '');
const ROUNDS = Number(process.argv[3] ?? 5);
const ORDERS = Number(process.argv[4] ?? 100);
const CONCURRENCY = 20;

if (!existsSync(join(checkout, 'cmd', 'oms'))) {
  console.error('Name the folder of a checkout of temporalio/reference-app-orders-go:');
  console.error('npm run bench -- reference FOLDER [rounds] [orders]');
  process.exit(1);
}

const servers = await startSharedServers();
const { temporal, postgres } = servers.processes;
const reference = await ReferenceArm.start(
  checkout,
  servers.addresses.temporalAddress,
  servers.addresses.folder,
);
const stack = await startStackOn(servers.addresses, { workers: taskQueues });
const system = new SystemArm(stack);
const referenceProcesses = {
  'Temporal Service': temporal,
  worker: [reference.worker.identity.pid],
  'API, with its SQLite': [reference.api.identity.pid],
};
const arms = [
  {
    name: 'reference',
    run: () => reference.run(ORDERS, CONCURRENCY, 'as its web app'),
    rates: [] as number[],
    meter: new ProcessorMeter(referenceProcesses),
  },
  {
    name: 'reference with thrifty clients',
    run: () => reference.run(ORDERS, CONCURRENCY, 'thriftily'),
    rates: [] as number[],
    meter: new ProcessorMeter(referenceProcesses),
  },
  {
    name: 'system',
    run: () => system.run(ORDERS, CONCURRENCY),
    rates: [] as number[],
    meter: new ProcessorMeter({
      'Temporal Service': temporal,
      workers: stack.workers.map(({ pid }) => pid),
      API: [stack.api.pid],
      PostgreSQL: [postgres],
    }),
  },
] as const;

try {
  await stockUp(stack);
  console.log(`Warming up; then ${ROUNDS} rounds of ${ORDERS} orders an arm, ${CONCURRENCY} at once`);
  await settled(reference.run(WARM_UP, CONCURRENCY, 'thriftily'));
  await settled(system.run(WARM_UP, CONCURRENCY));
  for (let round = 1; round <= ROUNDS; round++) {
    // Who begins takes turns too: what else the machine does favours neither.
    for (const { run, rates, meter } of round % 2 === 1 ? arms : arms.toReversed()) {
      rates.push(await meter.during(() => settled(run())));
    }
    console.log(`round ${round}: ${described((rates) => rates.at(-1) ?? 0)}`);
  }
  console.log(`\nmedian: ${described(median)}`);
  const ours = arms[2];
  for (const { name, rates } of arms.slice(0, 2)) {
    const ratios = ours.rates.map((rate, round) => rate / (rates[round] ?? rate));
    console.log(`median ratio, system to ${name}: ${median(ratios).toFixed(2)}`);
  }
  for (const { name, meter } of arms) {
    for (const [process, milliseconds] of meter.each(ROUNDS * ORDERS)) {
      console.log(`processor time an order, ${name}, ${process}: ${milliseconds.toFixed(1)} ms`);
    }
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await system.stop();
  await reference.stop();
  await stack[Symbol.asyncDispose]();
  await servers.stop();
}

function described(rateOf: (rates: readonly number[]) => number): string {
  return arms.map(({ name, rates }) => `${name} ${rateOf(rates).toFixed(1)}/s`).join(', ');
}
