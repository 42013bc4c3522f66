import { defineConfig } from 'vitest/config';
import tests from '../../vitest.config.js';

/** The settings of `npm run check:deploy`: what takes minutes, the package registry or Go. */
export default defineConfig({
  ...tests,
  test: { ...tests.test, include: ['test/deploy/*.check.ts'] },
});
