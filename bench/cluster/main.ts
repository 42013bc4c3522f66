import { taskQueues } from '../../schema/contract/task-queues.js';
import { startSharedServers } from '../../test/stack/shared-servers.js';
import { startStackOn } from '../../test/stack/stack.js';
import { median } from '../measure/percentile.js';
import { stockUp } from '../orders/stock-up.js';
import { SystemArm } from '../orders/system-arm.js';

/** Everything is bounded by these counts: rounds, orders in a round, and orders at once. */
const ROUNDS = Number(process.argv[2] ?? 3);
const ORDERS = Number(process.argv[3] ?? 200);
const CONCURRENCY = 20;

const arms = {
  'development server, one of each': { clusterNodes: undefined, processesOfEach: 1 },
  'cluster, one of each': { clusterNodes: 1, processesOfEach: 1 },
  'cluster, two of each': { clusterNodes: 2, processesOfEach: 2 },
} as const;

/** Completed orders a second, one arm after the other, so that each has the machine to itself. */
for (const [name, { clusterNodes, processesOfEach }] of Object.entries(arms)) {
  const servers = await startSharedServers({ clusterNodes });
  const stack = await startStackOn(servers.addresses, { processesOfEach, workers: taskQueues });
  const system = new SystemArm(stack);
  try {
    await stockUp(stack);
    await system.run(ORDERS / 2, CONCURRENCY);
    const rates: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) rates.push(await system.run(ORDERS, CONCURRENCY));
    const each = rates.map((rate) => rate.toFixed(1)).join(', ');
    console.log(`${name}: median ${median(rates).toFixed(1)} orders a second (${each})`);
  } finally {
    await system.stop();
    await stack[Symbol.asyncDispose]();
    await servers.stop();
  }
}
