import { defineConfig } from 'vitest/config';
import tests from '../../vitest.config.js';

/** The settings of `npm run chaos`. */
export default defineConfig({
  ...tests,
  test: {
    ...tests.test,
    include: ['test/chaos/long-campaign.check.ts'],
    testTimeout: 0,
    disableConsoleIntercept: true,
  },
});
