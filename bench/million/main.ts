import { median } from '../measure/percentile.js';
import type { ExplainedStore } from './explained-store.js';
import { openExplainedStore } from './explained-store.js';
import { writeRates } from './publish.js';
import type { Read } from './reads.js';
import { allReads } from './reads.js';
import { openStage } from './stage.js';

/** Arguments: how many orders; a folder that is kept, or `-`; only the reads whose names contain this. */
const [, , orders = '1000000', folder, part = ''] = process.argv;
const MANY = Number(orders);
const FEW = 1_000;
const ROUNDS = 3;

/** A read is slow if it takes longer than this, and more than this many times as long as among few orders. */
const SLOW_MS = 20;
const SLOWER = 1.5;

const stage = await openStage(folder === '-' ? undefined : folder);
try {
  const few = openExplainedStore(await stage.databaseOf(FEW));
  const many = openExplainedStore(await stage.databaseOf(MANY));
  const fewReads = allReads(FEW);
  const slow: string[] = [];
  console.log(`| read | ms | pages | ms of ${FEW} | slow |\n|---|---|---|---|---|`);
  for (const [index, read] of allReads(MANY).entries()) {
    const baseline = fewReads[index];
    if (!baseline || !read.name.includes(part)) continue;
    const { ms, buffers } = await costOf(many, read);
    const { ms: less } = await costOf(few, baseline);
    const isSlow = ms > SLOW_MS && ms > SLOWER * less;
    const row = `| ${read.name} | ${ms.toFixed(1)} | ${buffers} | ${less.toFixed(1)} | ${isSlow ? '!!' : ''} |`;
    console.log(row);
    if (isSlow) slow.push(row);
  }
  console.log(`\n${slow.length} of them slow\n${slow.join('\n')}`);
  if (part === '') await compareWriting();
  await few[Symbol.asyncDispose]();
  await many[Symbol.asyncDispose]();
} finally {
  await stage[Symbol.asyncDispose]();
}

async function compareWriting(): Promise<void> {
  const [fewUrl, manyUrl] = [await stage.databaseOf(FEW), await stage.databaseOf(MANY)];
  const ratios: { reservations: number; publications: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const few = await writeRates(fewUrl);
    const many = await writeRates(manyUrl);
    ratios.push({
      reservations: many.reservations / few.reservations,
      publications: many.publications / few.publications,
    });
  }
  for (const what of ['reservations', 'publications'] as const) {
    const ratio = median(ratios.map((each) => each[what]));
    console.log(`${what} a second beside ${MANY} orders, to those beside ${FEW}: ${ratio.toFixed(2)}`);
  }
}

/** The median of several rounds; the first one, with cold caches, does not count. */
async function costOf({ store, costOf }: ExplainedStore, read: Read) {
  const costs = [];
  for (let round = 0; round <= ROUNDS; round++) costs.push((await costOf(() => read.run(store))).cost);
  const warm = costs.slice(1);
  return { ms: median(warm.map(({ ms }) => ms)), buffers: median(warm.map(({ buffers }) => buffers)) };
}
