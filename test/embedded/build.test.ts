import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'order-management-build-'));

afterAll(() => rmSync(folder, { recursive: true }));

/**
 * A project of that name with our build and a fake compiler, which copies the source and fails if it contains a
 * mistake.
 */
function makeProject(name: string): string {
  const project = join(folder, name);
  cpSync('build', join(project, 'build'), { recursive: true });
  for (const file of ['package-lock.json', 'tsconfig.json']) cpSync(file, join(project, file));
  mkdirSync(join(project, 'schema'));
  mkdirSync(join(project, 'node_modules', '.bin'), { recursive: true });
  const compiler = [
    '#!/bin/sh',
    'mkdir -p dist/local',
    'cp schema/source dist/local/main.js',
    '! grep mistake schema/source',
  ];
  writeFileSync(join(project, 'node_modules', '.bin', 'tsc'), compiler.join('\n'), { mode: 0o755 });
  return project;
}

async function compile(project: string, source: string): Promise<{ code: number; stderr: string }> {
  writeFileSync(join(project, 'schema', 'source'), source);
  return promisify(execFile)(process.execPath, [join(project, 'build/build.mjs'), '--only', 'compile']).then(
    ({ stderr }) => ({ code: 0, stderr }),
    ({ code, stderr }: { readonly code: number; readonly stderr: string }) => ({ code, stderr }),
  );
}

test('says in one line that nothing can be built in a folder with # in its name', async () => {
  const { code, stderr } = await compile(makeProject('orders #2'), 'fine');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^webpack and Vite build nothing in a folder with # or \? in its name: .*\n$/);
});

test('builds everything again after a failure, even what had succeeded before', async () => {
  const project = makeProject('orders');
  expect((await compile(project, 'fine')).code).toBe(0);
  expect((await compile(project, 'mistake')).code).toBe(1);
  expect((await compile(project, 'fine')).code).toBe(0);
  expect(readFileSync(join(project, 'dist', 'local', 'main.js'), 'utf8')).toBe('fine');
});
