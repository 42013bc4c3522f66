import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCampaign } from './campaign.js';

const seed = Number(process.env.CHAOS_SEED);
const minutes = Number(process.env.CHAOS_MINUTES);

test(`a campaign of ${minutes} minutes with seed ${seed}`, async () => {
  const logFolder = join(tmpdir(), `order-management-chaos-seed-${seed}`);
  const report = await runCampaign({
    seed,
    atOnce: 8,
    goesOn: ({ milliseconds }) => milliseconds < minutes * 60_000,
    say: console.log,
    logFolder,
  });
  const { findings, faults, ...counts } = report;
  console.log({ ...counts, faults: faults.length, findings: findings.length });
  for (const finding of findings.slice(0, 20)) console.log(finding);
  if (findings.length > 0) {
    console.log(`What clients did, and the logs, are in ${logFolder}`);
    console.log(`To run it again: npm run chaos -- --seed ${seed} --minutes ${minutes}`);
  }
  expect(findings.length).toBe(0);
});
