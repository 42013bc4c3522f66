import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder } from '../../local/data-folder.js';

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'order-management-data-'));
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

const lock = () => join(path, 'launcher.json');

test('a folder is locked from its opening to its release, and nothing else is left of the lock', async () => {
  const folder = await openDataFolder(path);
  await expect(openDataFolder(path)).rejects.toThrow(/is in use by another start/);
  expect(JSON.parse(readFileSync(lock(), 'utf8'))).toMatchObject({ pid: process.pid });
  folder.leave();
  expect(JSON.parse(readFileSync(lock(), 'utf8'))).toMatchObject({ pid: process.pid, leaving: true });
  folder.release();
  expect(readdirSync(path).filter((name) => name.startsWith('launcher'))).toEqual([]);
});

test.each(['', '{"pid":', '{"pid":1,"startedAt":"never"}'])('the stale lock %j is taken', async (stale) => {
  writeFileSync(lock(), stale);
  (await openDataFolder(path)).release();
  expect(existsSync(lock())).toBe(false);
});

test('the lock of another start is neither changed nor released', async () => {
  const folder = await openDataFolder(path);
  const other = JSON.stringify({ pid: process.ppid, startedAt: 'another time' });
  writeFileSync(lock(), other);
  folder.leave();
  folder.release();
  expect(readFileSync(lock(), 'utf8')).toBe(other);
});

/** Runs the function with the rights of an ordinary user. */
async function asUser<Result>(run: () => Promise<Result>): Promise<Result> {
  process.seteuid?.(1000);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}

test('a user is refused while root uses the folder, and not afterwards', async ({ skip }) => {
  if (process.geteuid?.() !== 0) return skip('Only root can act as two users');
  chownSync(path, 1000, 1000);
  const openAndRelease = async () => (await openDataFolder(path)).release();
  await asUser(openAndRelease);
  const ofRoot = await openDataFolder(path);
  await expect(asUser(openAndRelease)).rejects.toThrow(/launcher\.json belongs to another user \(uid 0\)/);
  ofRoot.release();
  await asUser(openAndRelease);
});
