import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { wholeBuild } from '../stack/shared.js';

test('the schema is as committed, keeps the contract, and is described throughout', async () => {
  await wholeBuild();
  const script = fileURLToPath(new URL('../../build/check-schema.mjs', import.meta.url));
  const { stderr } = await promisify(execFile)(process.execPath, [script]);
  expect(stderr).toBe('');
});
