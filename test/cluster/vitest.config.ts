import { defineConfig } from 'vitest/config';
import tests from '../../vitest.config.js';

// Two API processes and two workers of each kind then, too.
process.env.TEST_CLUSTER_NODES ??= '2';

/**
 * The settings of `npm run test:cluster`: whole orders and the listing of workflows, on Temporal's production server
 * with two of everything.
 */
export default defineConfig({
  ...tests,
  test: {
    ...tests.test,
    include: [
      'test/lifecycle/*.test.ts',
      'test/command-line/*.test.ts',
      'test/resilience/kill-worker.test.ts',
      'test/resilience/rolling-restart.test.ts',
      'test/resilience/two-builds.test.ts',
      'test/resilience/reconcile.test.ts',
      'test/resilience/archive.test.ts',
      'test/webhooks/deliveries.test.ts',
      'test/cluster/*.check.ts',
    ],
    // Go may have to build the server first.
    hookTimeout: 1_200_000,
    maxWorkers: 1,
  },
});
