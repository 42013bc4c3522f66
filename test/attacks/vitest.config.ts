import { defineConfig } from 'vitest/config';
import tests from '../../vitest.config.js';

/** The settings of `npm run attack`. */
export default defineConfig({
  ...tests,
  test: { ...tests.test, include: ['test/attacks/measured-attacks.check.ts'], disableConsoleIntercept: true },
});
