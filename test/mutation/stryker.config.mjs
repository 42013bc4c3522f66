// Mutation testing of the pure rules: npm run mutate [-- --mutate schema/domain/money.ts]
export default {
  mutate: ['schema/domain/**/*.ts'],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts' },
  // All but what the tests of the rules need; the rest is copied for each run.
  ignorePatterns: [
    '*',
    '!schema/domain/**',
    '!schema/contract/**',
    '!test/domain/**',
    '!test/mutation/**',
    '!test/tell-seed.ts',
    '!test/patience.ts',
    '!vitest.config.ts',
    '!package.json',
  ],
  tempDirName: '.cache/mutation',
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { logTests: false, allowColor: false },
  concurrency: 2,
  thresholds: { high: 95, low: 90, break: 90 },
};
