import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'order-management-build-'));

afterAll(() => rmSync(folder, { recursive: true }));

test('says in one line that nothing can be built in a folder with # in its name', async () => {
  const clone = join(folder, 'orders #2');
  mkdirSync(join(clone, 'node_modules'), { recursive: true });
  cpSync('local', join(clone, 'local'), { recursive: true });
  cpSync('package-lock.json', join(clone, 'package-lock.json'));
  cpSync('tsconfig.json', join(clone, 'tsconfig.json'));
  const start = promisify(execFile)(process.execPath, [join(clone, 'local/start.mjs')]);
  const { code, stderr } = await start.then(
    () => expect.fail('it started'),
    (failure: { readonly code: number; readonly stderr: string }) => failure,
  );
  expect(code).toBe(1);
  expect(stderr).toMatch(/^webpack and Vite build nothing in a folder with # or \? in its name: .*\n$/);
});
