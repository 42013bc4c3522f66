import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { PATIENCE } from './test/patience.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What all random tests draw from. */
    readonly seed: string;
  }
}

export default defineConfig({
  // The module that Node itself loads; Vite would take another, and graphql does not work across two.
  resolve: { alias: { graphql: fileURLToPath(import.meta.resolve('graphql')) } },
  test: {
    include: ['test/**/*.test.ts'],
    provide: { seed: process.env.TEST_SEED ?? String(randomInt(2 ** 31)) },
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/stack/end-with-run.ts', 'test/tell-seed.ts'],
    pool: 'forks',
    // Every stack has processes of its own, and waits much of its time: a third file fills two cores, more would starve each
    // other.
    maxWorkers: 3,
    expect: { poll: { timeout: PATIENCE } },
    // Longer than all waits of a test on a busy machine, so that the wait that failed is what is reported.
    testTimeout: 10 * PATIENCE,
    hookTimeout: 10 * PATIENCE,
    teardownTimeout: PATIENCE,
  },
});
