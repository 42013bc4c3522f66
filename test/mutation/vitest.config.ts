import { defineConfig } from 'vitest/config';
import tests from '../../vitest.config.js';

/** The settings of `npm run mutate`: the tests of the pure rules, drawing the same each time. */
export default defineConfig({
  ...tests,
  test: {
    ...tests.test,
    include: ['test/domain/*.test.ts'],
    provide: { seed: '1' },
    globalSetup: [],
    setupFiles: ['test/tell-seed.ts'],
  },
});
