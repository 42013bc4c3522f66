import { defineConfig } from 'vitest/config';
import tests from '../../vitest.config.js';

/** The settings of `npm run histories`, which saves what the replay test then replays. */
export default defineConfig({
  ...tests,
  test: { ...tests.test, include: ['test/replay/save-histories.ts'] },
});
