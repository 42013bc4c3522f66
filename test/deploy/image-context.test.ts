import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ignore from '@balena/dockerignore';
import { expect, test } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));

test('the image is built from everything that the compiler reads', async () => {
  const ignored = ignore.default().add(readFileSync(`${project}/.dockerignore`, 'utf8'));
  const args = ['-p', `${project}/tsconfig.build.json`, '--listFilesOnly'];
  const { stdout } = await promisify(execFile)(`${project}/node_modules/.bin/tsc`, args, {
    maxBuffer: 16 * 1024 * 1024,
  });
  const compiled = stdout
    .trim()
    .split('\n')
    .map((file) => relative(project, file));
  const ours = compiled.filter((file) => !file.startsWith('node_modules/'));
  expect(ours).toContain('src/main.ts');
  expect(ours.filter((file) => ignored.ignores(file))).toEqual([]);
});
