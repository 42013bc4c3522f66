import { availableParallelism, loadavg } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../database/open-database.js';
import { taskQueues } from '../../schema/contract/task-queues.js';
import { storeSamples } from '../api/stored-samples.js';
import { addressesOfApi } from '../stack/addresses.js';
import type { Attacked } from './attacked.js';
import { startAttacked } from './attacked.js';
import { Attacker } from './loads/attacker.js';
import { attacks } from './loads/attacks.js';
import { storeLongProducts } from './loads/large-answers.js';
import type { AttackReport } from './measure-attack.js';
import { measureAttack } from './measure-attack.js';

const chosen = process.env.ATTACK || undefined;
const names = Object.keys(attacks).filter((name) => chosen === undefined || chosen.split(',').includes(name));
if (names.length === 0)
  throw new Error(`There is no attack ${chosen}, only ${Object.keys(attacks).join(', ')}.`);

let attacked: Attacked;

beforeAll(async () => {
  attacked = await startAttacked({}, [taskQueues.join(',')]);
  const { databaseUrl } = attacked.stack.addresses;
  const database = await openDatabase(databaseUrl);
  await storeSamples(
    { query: async (text, values = []) => (await database.query(text, [...values])).rows },
    1_000,
  );
  await database.end();
  await storeLongProducts(databaseUrl);
});
afterAll(() => attacked?.[Symbol.asyncDispose]());

test.each(names)('%s', async (name) => {
  // One of its own for each attack: its memory shows what this one left. It ends if it keeps too much.
  const api = await attacked.stack.startApi({ NODE_OPTIONS: '--max-old-space-size=384' });
  try {
    const { graphqlUrl, webSocketUrl } = addressesOfApi(api.port);
    const mallory = await attacked.token('operator', 'mallory');
    const outcomes = new Map<string, number>();
    const report = await measureAttack(
      { pid: api.pid, graphqlUrl },
      await attacked.token('manager', 'nora'),
      async (ends) => {
        const attacker = new Attacker({ graphqlUrl, webSocketUrl, port: api.port }, mallory, ends);
        await attacks[name]?.(attacker);
        for (const [outcome, count] of attacker.outcomes) outcomes.set(outcome, count);
      },
    );
    tell(name, report, outcomes);
    expect(report.faults).toEqual([]);
  } finally {
    await api.stop();
  }
});

function tell(name: string, { figures, faults }: AttackReport, outcomes: ReadonlyMap<string, number>): void {
  const load = loadavg()[0]?.toFixed(1);
  console.log(`\n${name}: ${faults.length === 0 ? 'held' : faults.join('; ')}`);
  console.log(`  load of the machine ${load} on ${availableParallelism()} cores`);
  for (const each of figures.filter(({ phase }) => phase !== 'warm')) {
    const latency = `p50 ${each.p50.toFixed(1)} ms, p99 ${each.p99.toFixed(1)} ms of ${each.asked} answers`;
    const memory = `memory at most ${each.mostMebibytes} MiB`;
    console.log(
      `  ${each.phase.padEnd(6)}  CPU ${each.processorPercent}% of a core, ${memory}; neighbour ${latency}`,
    );
  }
  console.log(`  attacker: ${[...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ')}`);
}
