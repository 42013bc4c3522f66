// A long fault campaign: npm run chaos -- --seed 1 --minutes 10
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const MOST_MINUTES = 24 * 60;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    minutes: { type: 'string', default: '10' },
  },
});
const [seed, minutes] = [Number(values.seed), Number(values.minutes)];
if (!Number.isInteger(seed) || !(minutes > 0 && minutes <= MOST_MINUTES)) {
  console.error(`--seed takes a whole number, --minutes one above 0 and up to ${MOST_MINUTES}.`);
  process.exit(1);
}
console.log(`seed ${seed}, ${minutes} minutes`);
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, 'run', '--config', 'test/chaos/vitest.config.ts'], {
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  env: { ...process.env, CHAOS_SEED: String(seed), CHAOS_MINUTES: String(minutes) },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
