import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import pg from 'pg';
import { Random } from '../feed/random.js';
import { checkOperations } from './checks/check-operations.js';
import { checkOrders, checkPromises, checkWatches, checkWorkflows } from './checks/check-orders.js';
import { checkOutside } from './checks/check-outside.js';
import { checkReconciled } from './checks/check-reconciled.js';
import { readSettledOrders } from './checks/settled-order.js';
import { StockReadings } from './checks/stock-readings.js';
import type { FaultSource } from './faults.js';
import { faultSources } from './faults.js';
import { Operations } from './operation.js';
import { orderPlans } from './order-plan.js';
import { Shop } from './shop.js';
import type { ChaosSystem } from './system.js';
import { startChaosSystem } from './system.js';

export interface CampaignOptions {
  readonly seed: number;
  /** How many orders are played at once. */
  readonly atOnce: number;
  /** Whether more faults are to come. Orders are placed as long as they do. */
  readonly goesOn: (soFar: { readonly faults: number; readonly milliseconds: number }) => boolean;
  readonly say: (line: string) => void;
  /** Where what is needed to understand a failure is kept. */
  readonly logFolder: string;
}

export interface CampaignReport {
  readonly orders: number;
  readonly operations: number;
  readonly repeated: number;
  readonly faults: readonly string[];
  readonly stockReadings: number;
  readonly outsideRequests: number;
  readonly findings: readonly string[];
}

/** Whether the replaying workers of this process log errors only. */
let isQuiet = false;

/** How long the system may take, with nothing going wrong any more, until every order has ended. */
const SETTLING_MS = 5 * 60_000;

/** Runs clients against a whole system while things go wrong, lets it settle, and checks that nothing is amiss. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const { seed, say } = options;
  if (!isQuiet) Runtime.install({ logger: new DefaultLogger('ERROR') });
  isQuiet = true;
  await using system = await startChaosSystem(new Random(seed + 1));
  const { databaseUrl, temporalAddress, namespace } = system.stack.addresses;
  if (!system.disk) say('The disk of PostgreSQL is not filled: only root on Linux can mount one to fill');
  const stock = new StockReadings(databaseUrl);
  await stock.read();
  const reading = stock.run();
  const operations = new Operations();
  const shop = new Shop(system, operations);
  const faults: string[] = [];
  const sent = new Set<string>();
  let isSettling = false;

  const started = performance.now();
  const cause = async (next: FaultSource, source: number) => {
    const random = new Random(seed + source);
    while (options.goesOn({ faults: faults.length, milliseconds: performance.now() - started })) {
      const fault = next(system, random);
      faults.push(fault.name);
      say(`${sent.size} orders, ${operations.all.length} operations; ${fault.name}`);
      await fault.run();
      await sleep(random.below(1_500));
    }
  };
  const plans = orderPlans(seed);
  const keepPlaying = async () => {
    while (!isSettling) {
      const { value: plan } = plans.next();
      const orderId = `chaos-${seed}-${sent.size + 1}`;
      sent.add(orderId);
      await shop.play(plan, orderId);
    }
  };
  const playing = Promise.all(Array.from({ length: options.atOnce }, keepPlaying));
  await Promise.all(faultSources.map(cause));
  isSettling = true;
  say(`settling: ${sent.size} orders`);
  const hasSettled = await Promise.race([playing.then(() => true), sleep(SETTLING_MS, false)]);
  stock.stop();
  await reading;
  await stock.read();

  const findings = [...operations.findings, ...stock.findings];
  if (!hasSettled) findings.push('Not every order ended');
  const database = new pg.Client({ connectionString: databaseUrl });
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    await database.connect();
    const orders = await readSettledOrders(database);
    const temporal = new Client({ connection, namespace });
    findings.push(
      ...checkOrders(sent, orders),
      ...checkPromises(orders),
      ...checkOutside(system.outside, orders),
      ...checkOperations(operations.all, orders),
      ...checkWatches(shop.watches, orders),
      ...(await checkWorkflows(temporal, orders, options.logFolder)),
      ...(await checkReconciled(temporal, databaseUrl)),
    );
  } finally {
    await Promise.allSettled([database.end(), connection.close(), shop.close()]);
  }
  const report = {
    orders: sent.size,
    operations: operations.all.length,
    repeated: operations.repeated,
    faults,
    stockReadings: stock.count,
    outsideRequests: system.outside.requests,
    findings,
  };
  if (findings.length > 0) keepLogs(options.logFolder, system, { ...report, operations: operations.all });
  return report;
}

function keepLogs(folder: string, { processes }: ChaosSystem, report: object): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.json'), JSON.stringify(report, null, 2));
  for (const [name, one] of processes) {
    writeFileSync(join(folder, `${name.replace(' ', '-')}.log`), one.output());
  }
}
