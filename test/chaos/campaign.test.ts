import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCampaign } from './campaign.js';

const FAULTS = 10;

// Longer ones, with other seeds: npm run chaos -- --seed 1 --minutes 30
test.each([1])(
  'nothing is lost or done twice whatever goes wrong: a short campaign with seed %i',
  async (seed) => {
    const logFolder = join(tmpdir(), `order-management-chaos-seed-${seed}`);
    const report = await runCampaign({
      seed,
      atOnce: 6,
      goesOn: ({ faults }) => faults < FAULTS,
      say: () => {},
      logFolder,
    });
    expect(report.findings, `What clients did, and the logs, are in ${logFolder}`).toEqual([]);
    expect(report.operations).toBeGreaterThan(report.orders);
  },
);
