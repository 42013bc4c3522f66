import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { PATIENCE } from './test/patience.js';

export default defineConfig({
  // The module that Node itself loads; Vite would take another, and graphql does not work across two.
  resolve: { alias: { graphql: fileURLToPath(import.meta.resolve('graphql')) } },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/stack/end-with-run.ts'],
    pool: 'forks',
    // Every stack has processes of its own: more test files at once would only starve each other.
    maxWorkers: 2,
    expect: { poll: { timeout: PATIENCE } },
    // Longer than any one wait, so that the wait that failed is what is reported.
    testTimeout: 3 * PATIENCE,
    hookTimeout: 3 * PATIENCE,
    teardownTimeout: PATIENCE,
  },
});
