import pg from 'pg';
import { ORDER_CHANGES_CHANNEL } from '../../schema/contract/order-changes.js';
import { atOnce } from '../measure/at-once.js';
import { percentile } from '../measure/percentile.js';
import { processorSeconds } from '../measure/processor-time.js';
import type { BenchDatabase } from '../subscribers/bench-database.js';
import { startBenchDatabase } from '../subscribers/bench-database.js';

const AT_ONCE = 10;
const ORDERS = 50;

/** The numbers of listening connections: one for the feed of each API process. */
const counts = [1, 10, 100] as const;

/** `npm run bench -- listeners [rounds] [changes]`: what a change costs when many API processes listen for it. */
const [rounds = 3, changes = 500] = process.argv.slice(2).map(Number);
await using database = await startBenchDatabase();
const ids = Array.from({ length: ORDERS }, (_, index) => `listened-${index}`);
for (const id of ids) await database.create(id);

console.log('listeners  changes/s  postgres ms/change  listeners ms/change  last to hear p50 ms  p99 ms');
for (let round = 0; round < rounds; round++) {
  for (const count of counts) console.log(await measure(database, count));
}

async function measure({ url, pid, change }: BenchDatabase, count: number): Promise<string> {
  const heard = new Map<string, number>();
  const delays: number[] = [];
  const waiting = new Map<string, () => void>();
  const listeners = await Promise.all(
    Array.from({ length: count }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      client.on('notification', ({ payload = '[]' }) => {
        for (const { orderId, revision } of JSON.parse(payload)) {
          const key = `${orderId} ${revision}`;
          const times = (heard.get(key) ?? 0) + 1;
          heard.set(key, times);
          if (times === count) waiting.get(key)?.();
        }
      });
      await client.query(`listen ${pg.escapeIdentifier(ORDER_CHANGES_CHANNEL)}`);
      return client;
    }),
  );
  const [ours, theirs, began] = [process.cpuUsage(), processorSeconds(pid), performance.now()];
  // Only one lane changes an order, as only its workflow does.
  await atOnce(AT_ONCE, AT_ONCE, async (lane) => {
    for (let index = lane; index < changes; index += AT_ONCE) {
      const id = ids[index % ORDERS] as string;
      const { revision, committedAt } = await change(id);
      const key = `${id} ${revision}`;
      if ((heard.get(key) ?? 0) < count) await new Promise<void>((resolve) => waiting.set(key, resolve));
      delays.push(performance.timeOrigin + performance.now() - committedAt);
    }
  });
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(ours);
  const row = [
    count,
    (changes / seconds).toFixed(0),
    ((1_000 * (processorSeconds(pid) - theirs)) / changes).toFixed(2),
    ((user + system) / 1_000 / changes).toFixed(2),
    percentile(delays, 0.5).toFixed(1),
    percentile(delays, 0.99).toFixed(1),
  ];
  await Promise.all(listeners.map((client) => client.end()));
  return row.join('  ');
}
